"""A record while it is edited: half filled in, with empty fields, with its files inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.file_states import look_again
from atuforms.core.findings import Finding
from atuforms.core.settings import find_settings
from atuforms.editing.attachments import FILES, attached, folder_with, packed, pictures_in
from atuforms.forms.base import Form
from atuforms.records.loading import from_source
from atuforms.records.source import MAX_DEPTH, MAX_VALUES, Source


@dataclass(frozen=True, slots=True)
class Opened:
    """A form as far as an edited record makes one, and what keeps it from being whole."""

    form: Form
    findings: tuple[Finding, ...]
    values: Mapping[str, Any]
    files: Mapping[str, bytes]


@contextmanager
def opened(record: Mapping[str, Any]) -> Iterator[Opened]:
    """The form of an edited record; the files that it names are there as long as it is open.

    :raises UnknownForm: if it names no form that there is.
    :raises UnreadableInput: if it is nested too deeply, or a file in it cannot be taken.
    """
    look_again()
    files = attached(record)
    values = filled_in(record)
    pictures = pictures_in(files)
    others = {name: data for name, data in files.items() if name not in pictures}
    with folder_with(others) as folder:
        # The settings are those of whoever runs the program, not of the folder made just now.
        source = Source(values, folder=folder, pictures=pictures)
        form, findings = from_source(source, settings=find_settings())
        yield Opened(form, tuple(findings), values, files)


def filled_in(record: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an edited record, without its files and without fields that are empty.

    Items of a list stay in their places, so that paths mean the same.
    """
    budget = _Budget()
    return {
        str(key): kept
        for key, value in record.items()
        if key != FILES and not _is_empty(kept := _filled_in(value, 1, budget))
    }


class _Budget:
    left = MAX_VALUES


def _filled_in(value: Any, depth: int, budget: _Budget) -> Any:
    budget.left -= 1
    if depth > MAX_DEPTH:
        raise UnreadableInput("{file}: the values are nested too deeply.", file="record")
    if budget.left < 0:
        raise UnreadableInput("{file}: the record has too many values.", file="record")
    if isinstance(value, Mapping):
        items = {str(key): _filled_in(each, depth + 1, budget) for key, each in value.items()}
        return {key: each for key, each in items.items() if not _is_empty(each)}
    if isinstance(value, list | tuple):
        return ["" if each is None else _filled_in(each, depth + 1, budget) for each in value]
    return value


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], {})


def edited(form: Form, raw: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
    """A record that was read, as the editor begins with it.

    :param raw: its values as they stood: what could not be read of them stays to be mended.
    """
    values: dict[str, Any] = _with_unread(form.record(), raw)
    values["form"] = form.name()
    return {**values, FILES: packed(files)} if files else values


def _with_unread(read: Any, raw: Any) -> Any:
    if isinstance(read, Mapping) and isinstance(raw, Mapping):
        both = {key: _with_unread(read[key], raw.get(key)) for key in read}
        return {**both, **{key: raw[key] for key in raw if key not in read}}
    if isinstance(read, list) and isinstance(raw, list):
        # A list of which an item could not be read is shorter: then all stay as they stood.
        if len(read) < len(raw):
            return raw
        return [_with_unread(*pair) for pair in zip(read, raw, strict=False)] + read[len(raw) :]
    return read
