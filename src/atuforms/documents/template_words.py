"""The fixed words of a Word template: of which form and of which language it is."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.file_states import Stamp
from atuforms.core.language.codes import full_code
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import message
from atuforms.forms.base import Form
from atuforms.rendering.filling.tag_lines import TAG
from atuforms.rendering.office_package import template_content, template_stamp
from atuforms.rendering.word.template_package import open_template
from atuforms.rendering.word.word_documents import WordTemplate

OTHER_FORM = message(
    "The template {name} is that of another form, {other}. Save it as {file}, and put the "
    "template of {form} in its place."
)
_ENOUGH = 5
"""Words of another language by which a template is known to be in it."""
_STRANGE, _SURE = 0.5, 0.8
"""Parts of the words of a form: a template with less is hardly its own, one with more surely is."""


def other_code(template: WordTemplate, form: type[Form], lang: Language) -> str:
    """The code of the form in another language, where that alone is printed."""
    if not form.CODE:
        return ""
    text = re.sub(r"<[^>]*>|\s", "", "".join(template.texts)).casefold()
    codes = {each: full_code(form.CODE, each).casefold() for each in LANGUAGES}
    there = [each for each in LANGUAGES if codes[each] in text]
    return "" if lang in there or not there else full_code(form.CODE, there[0])


def other_language(template: WordTemplate, form: type[Form], lang: Language) -> str:
    """The other language whose fixed words a template has, and hardly any of its own."""
    usual = {}
    for each in LANGUAGES:
        words = _words_of_form(form, each)
        if not words:
            return ""
        usual[each] = words
    there = _fixed_words(tuple(template.texts))

    def found(each: Language) -> int:
        only = usual[each].difference(*(usual[other] for other in LANGUAGES if other != each))
        return len(there & only)

    for each in LANGUAGES:
        if each != lang and found(each) >= _ENOUGH and found(each) > 3 * found(lang):
            return each
    return ""


def of_another_form(
    template: WordTemplate, form: type[Form], lang: Language, name: str, forms: Iterable[type[Form]]
) -> InvalidTemplate | None:
    """That a template has the words of another form, and few of its own."""
    there = _fixed_words(tuple(template.texts))
    if any(_share(there, form, each) >= _STRANGE for each in LANGUAGES):
        return None
    for other in forms:
        for each in LANGUAGES if "docx" in other.FORMATS and other is not form else ():
            if _share(there, other, each) >= _SURE:
                file = f"{each}/{other.SLUG}.docx"
                return InvalidTemplate(
                    OTHER_FORM, name=name, other=other.name(), file=file, form=form.name()
                )
    return None


def _share(there: frozenset[str], form: type[Form], lang: Language) -> float:
    """How many of the words of a form there are."""
    words = _words_of_form(form, lang)
    return len(there & words) / len(words) if len(words) >= _ENOUGH else 0


def _words_of_form(form: type[Form], lang: Language) -> frozenset[str]:
    try:
        return _words_of_file(*template_stamp(form, lang, "docx", None))
    except InvalidTemplate:
        return frozenset()


@functools.lru_cache(maxsize=128)
def _words_of_file(stamp: Stamp, name: str) -> frozenset[str]:
    package = open_template(template_content(stamp, name), name)
    return _fixed_words(tuple(package.parts[each].decode() for each in package.stories))


@functools.lru_cache(maxsize=128)
def _fixed_words(texts: tuple[str, ...]) -> frozenset[str]:
    """The words of a template that are no tags."""
    text = TAG.sub(" ", re.sub(r"<[^>]*>", "", " ".join(texts).replace("</w:p>", " ")))
    return frozenset(re.findall(r"[^\W\d_]{5,}", text.casefold()))
