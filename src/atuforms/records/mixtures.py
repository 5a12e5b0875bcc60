"""Values that are printed in another language than that of their document.

A name serves every language, and so does a plain text of a record without ``lang``; a Cyrillic name
in an English document is nevertheless a mistake that nobody sees before it is signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from atuforms.core.findings import Finding
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.messages import (
    IN_ANOTHER_LANGUAGE,
    NAME_IN_ANOTHER_LANGUAGE,
    WORDS_OF_ANOTHER_LANGUAGE,
)
from atuforms.core.language.recognition import is_cyrillic, language_of, strange_words
from atuforms.fields.describe import Field
from atuforms.fields.texts import Text
from atuforms.forms.base import Form
from atuforms.forms.kept_results import memory_of
from atuforms.records.inventory import texts_of

_QUOTED = 60
"""Characters of a value that a message quotes."""


def mixtures_of(form: Form) -> Iterator[Finding]:
    """What the documents of a record will print in another language than theirs.

    Which documents will be made is not known: those in its ``lang``, and in the languages of its
    texts. A plain value belongs to a document only where all texts are in its language too.
    """
    texts = [text for _path, text, field in texts_of(form) if field.has_language and text]
    some = {code for text in texts for code, words in text.items() if code and words}
    full = {lang for lang in LANGUAGES if all(lang in dict(text.items()) for text in texts)}
    for lang in LANGUAGES:
        sure = lang == form.lang or (lang in full and len(texts) > 1)
        if sure or lang in some:
            yield from mixtures(form, lang, plain=sure)


def mixtures(form: Form, lang: Language, *, plain: bool = True) -> tuple[Finding, ...]:
    """What a document in ``lang`` prints in another language: warnings ``language-missing``."""
    known = memory_of(form)
    asked = (mixtures, lang, plain)
    if asked not in known:
        known[asked] = tuple(_mixtures(form, lang, plain=plain))
    return cast("tuple[Finding, ...]", known[asked])


def _mixtures(form: Form, lang: Language, *, plain: bool) -> Iterator[Finding]:
    for path, text, field in texts_of(form):
        if not text or (text.plain is not None and not plain):
            continue
        printed = text.within(lang)
        said = printed or ""
        if field.name == "name" and not any(
            words and code in ("", lang) for code, words in text.items()
        ):
            message = NAME_IN_ANOTHER_LANGUAGE
        elif printed and _is_strange(printed, field, text, lang, form.lang):
            message = IN_ANOTHER_LANGUAGE
        elif words := _strange_words(said, field, text, lang, form.lang):
            message, said = WORDS_OF_ANOTHER_LANGUAGE, ", ".join(words)
        else:
            continue
        yield Finding(
            "language-missing",
            f"{path}.{lang}",
            message,
            severity="warning",
            limit=lang,
            actual=said[:_QUOTED],
        )


def _is_strange(
    printed: str, field: Field, text: Text, lang: Language, plain: Language | None
) -> bool:
    """Whether the letters of what is printed tell of another language."""
    if field.name == "name":
        return lang == "en" and is_cyrillic(printed)
    if not _is_of(lang, field, text, plain):
        return False
    if lang == "en" and is_cyrillic(printed):
        return True
    return language_of(printed) not in (None, lang)


def _strange_words(
    printed: str, field: Field, text: Text, lang: Language, plain: Language | None
) -> list[str]:
    """The words of a text that are of another language, where most of it is in its own."""
    if field.name == "name" or not _is_of(lang, field, text, plain):
        return []
    return strange_words(printed, lang)


def _is_of(lang: Language, field: Field, text: Text, plain: Language | None) -> bool:
    """Whether a text is meant for ``lang``: of any other, rendering says that it is missing."""
    return field.has_language and (text.plain is None or plain in (None, lang))
