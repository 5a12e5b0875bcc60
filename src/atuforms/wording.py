"""The fixed texts of the forms, one YAML file a form and language, in ``templates/<language>/``.

``common.yaml`` holds what many forms share (letterhead, signatures, dates), ``choices.yaml``
the words of closed choices, ``<slug>.yaml`` the wording of one form. Values may hold tags of a
template (``{{ course_title }}``) where the regulation's own sentence has a gap, and the tokens
``[[02-09]]``, ``[[CAIDD]]``, ``[[DDD]]`` for codes and abbreviations.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Protocol

import yaml

from atuforms.codes import with_codes
from atuforms.exceptions import InvalidTemplate
from atuforms.languages import LANGUAGES, Language
from atuforms.resources import templates_folder

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class HasTemplates(Protocol):
    """What has a layout, wording files and Word templates: a form."""

    CODE: ClassVar[str]
    SLUG: ClassVar[str]
    TEMPLATES: ClassVar[Path | None]

    @classmethod
    def name(cls) -> str:
        """The code, or the slug of what has none."""
        ...


@functools.cache
def read_wording(name: str, lang: Language, folder: Path | None = None) -> Mapping[str, Any]:
    """The wording file ``<folder>/<lang>/<name>.yaml`` as plain data.

    :raises InvalidTemplate: if there is none, or it is not a YAML mapping.
    """
    path = (folder or templates_folder()) / lang / f"{name}.yaml"
    try:
        text = with_codes(path.read_text(encoding="utf-8"), lang)
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 — it is a safe loader
    except OSError:
        raise InvalidTemplate(
            "The wording file {path} cannot be read. Write it, or name another folder.",
            path=f"{lang}/{path.name}",
        ) from None
    except yaml.YAMLError as error:
        raise InvalidTemplate(
            "The wording file {path} is not YAML: {reason}",
            path=f"{lang}/{path.name}",
            reason=str(error),
        ) from None
    if not isinstance(data, dict):
        raise InvalidTemplate("The wording file {path} holds no keys.", path=f"{lang}/{path.name}")
    return data


def common(lang: Language) -> Mapping[str, Any]:
    """What all forms share: letterhead, signatures, blank dates, marks of a draft."""
    return read_wording("common", lang)


def wording_of(form: type[HasTemplates], lang: Language) -> Mapping[str, Any]:
    """The wording of a form."""
    return read_wording(form.SLUG, lang, form.TEMPLATES)


_folders: list[Path] = []


def add_choices(folder: Path) -> None:
    """Take closed choices from ``<folder>/<language>/choices.yaml`` too.

    A form outside the package, which brings its own folder, calls this by being defined.
    """
    if folder not in _folders:
        _folders.append(folder)


def choice_words(name: str, lang: Language) -> Mapping[str, str]:
    """Keys of the closed choice ``name`` with their words in ``lang``, in official order.

    :raises InvalidTemplate: if no file has such a choice.
    """
    words: Mapping[str, str] = _choices_with(name, lang, *_folders)[name]
    return words


@functools.cache
def _choices_with(name: str, lang: Language, *others: Path) -> Mapping[str, Any]:
    """The file ``choices.yaml`` that has the choice ``name``: the package's own, or another."""
    for folder in (templates_folder(), *others):
        if (folder / lang / "choices.yaml").is_file():
            choices = read_wording("choices", lang, folder)
            if name in choices:
                return choices
    raise InvalidTemplate(
        "The wording file {file} has no key “{key}”. Add it.",
        file=f"{lang}/choices.yaml",
        key=name,
    )


@functools.cache
def choice_keys(name: str) -> Mapping[str, str]:
    """Case-folded words of all languages, and the keys themselves, with the key each means."""
    found = {key.casefold(): key for key in choice_words(name, "en")}
    for lang in LANGUAGES:
        for key, word in choice_words(name, lang).items():
            found[word.casefold()] = key
            for other in (
                _choices_with(name, lang, *_folders).get("also", {}).get(name, {}).get(key, ())
            ):
                found[other.casefold()] = key
    return found
