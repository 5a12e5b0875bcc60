"""The fixed texts of the forms, one YAML file a form and language, in ``templates/<language>/``.

``common.yaml`` holds what many forms share (letterhead, signatures, dates), ``choices.yaml``
the words of closed choices, ``<slug>.yaml`` the wording of one form. Values may hold tags of a
template (``{{ course_title }}``) where the regulation's own sentence has a gap, and the tokens
``[[02-09]]``, ``[[CAIDD]]``, ``[[DDD]]`` for codes and abbreviations.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Protocol

import yaml

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.file_states import Stamp, stamp_of
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.codes import with_codes
from atuforms.core.language.languages import LANGUAGES, Language

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


def read_wording(name: str, lang: Language, folder: Path | None = None) -> Mapping[str, Any]:
    """The wording file ``<folder>/<lang>/<name>.yaml`` as plain data.

    :raises InvalidTemplate: if there is none, or it is not a YAML mapping.
    """
    stamp = wording_stamp(name, lang, folder)
    if stamp is None:
        raise _unreadable(f"{lang}/{name}.yaml")
    return _read(stamp, lang)


def wording_stamp(name: str, lang: Language, folder: Path | None = None) -> Stamp | None:
    """The stamp of a wording file, for what is made of it; None where there is none."""
    return stamp_of(_path(name, lang, folder), ours=folder is None)


def wording_stamps(form: type[HasTemplates], lang: Language) -> tuple[Stamp | None, ...]:
    """The stamps of a form's wording, and of what all forms share."""
    return wording_stamp(form.SLUG, lang, form.TEMPLATES), wording_stamp("common", lang)


@functools.lru_cache(maxsize=1024)
def _path(name: str, lang: Language, folder: Path | None) -> str:
    return str((folder or templates_folder()) / lang / f"{name}.yaml")


def _unreadable(path: str) -> InvalidTemplate:
    return InvalidTemplate(
        "The wording file {path} cannot be read. Write it, or name another folder.", path=path
    )


@functools.lru_cache(maxsize=512)
def _read(stamp: Stamp, lang: Language) -> Mapping[str, Any]:
    path = Path(stamp.path)
    try:
        text = with_codes(path.read_text(encoding="utf-8"), lang)
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 — it is a safe loader
    except OSError:
        raise _unreadable(f"{lang}/{path.name}") from None
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
    words: Mapping[str, str] = _choices_with(name, lang)[name]
    return words


def _choices_with(name: str, lang: Language) -> Mapping[str, Any]:
    """The file ``choices.yaml`` that has the choice ``name``: the package's own, or another."""
    for stamp in _choice_files(lang):
        choices = _read(stamp, lang)
        if name in choices:
            return choices
    raise InvalidTemplate(
        "The wording file {file} has no key “{key}”. Add it.",
        file=f"{lang}/choices.yaml",
        key=name,
    )


def _choice_files(lang: Language) -> Iterator[Stamp]:
    """The stamps of the files that have closed choices, those of other folders last."""
    for folder in (None, *_folders):
        stamp = wording_stamp("choices", lang, folder)
        if stamp is not None:
            yield stamp


def choice_keys(name: str) -> Mapping[str, str]:
    """Case-folded words of all languages, and the keys themselves, with the key each means."""
    return _choice_keys(name, *(stamp for lang in LANGUAGES for stamp in _choice_files(lang)))


@functools.lru_cache(maxsize=256)
def _choice_keys(name: str, *_files: Stamp) -> Mapping[str, str]:
    found = {key.casefold(): key for key in choice_words(name, "en")}
    for lang in LANGUAGES:
        for key, word in choice_words(name, lang).items():
            found[word.casefold()] = key
            for other in _choices_with(name, lang).get("also", {}).get(name, {}).get(key, ()):
                found[other.casefold()] = key
    return found
