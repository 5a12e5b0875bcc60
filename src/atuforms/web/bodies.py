"""What a request brings: values and files, from JSON, from a form of a page, or as a plain record.

It is read by a worker, since it comes from strangers. Nothing is taken in silence: a key twice,
a value of another kind, a file that nobody asked for are refused.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from atuforms.core.exceptions import UnreadableInput, WrongRequest
from atuforms.core.language.reasons import Reason
from atuforms.core.locks import FIRST_USE
from atuforms.core.safe_text import shown
from atuforms.records.source import parse_sources
from atuforms.web.file_names import distinct_name
from atuforms.web.packages import unpacked

MAX_FILES = 200
MAX_FIELDS = 200

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"", "0", "false", "no", "off"})

FILE_KINDS = ("file", "files")
_LEFT_EMPTY = (*FILE_KINDS, "number")

ParameterKind = Literal["text", "flag", "number", "record", "list", "file", "files"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a function takes; ``words`` say what it is, for the description of the API."""

    name: str
    kind: ParameterKind
    words: str
    required: bool = False
    choices: tuple[str, ...] = ()
    limits: tuple[int, int] | None = None
    """The least and the greatest number."""


@dataclass(frozen=True, slots=True)
class Given:
    """The values of a request, and the files, which lie in the folder of the task."""

    values: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[Path, ...] = ()

    def text(self, name: str, otherwise: str = "") -> str:
        return self.values.get(name) or otherwise

    def flag(self, name: str) -> bool:
        return bool(self.values.get(name, False))

    def number(self, name: str) -> int:
        return self.values.get(name) or 0


def read_body(
    parameters: Sequence[Parameter], query: Mapping[str, str], content_type: str, body: bytes
) -> Given:
    """The values and files of a request; files are written into the current folder.

    :raises WrongRequest: if it is not what the parameters say.
    """
    known = {each.name: each for each in parameters}
    kind = content_type.partition(";")[0].strip().lower()
    given: dict[str, Any] = dict(query)
    files: list[tuple[str, bytes]] = []
    if kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        fields, files = _form(content_type, body)
        # Of a field for files or a number that was left empty programs send the empty text.
        given |= {n: v for n, v in fields.items() if v or _kind_of(known, n) not in _LEFT_EMPTY}
    elif body.strip():
        if kind != "application/json":
            raise WrongRequest(
                "The request is of the kind “{kind}”. Send JSON (application/json) or a form "
                "(multipart/form-data).",
                kind=kind or "?",
            )
        sent = _json(body)
        if "record" in known and "record" not in sent and "form" in sent:
            sent = {"record": sent}  # a record as it is
        given |= sent
        files = _files_in(given, known)
    _refuse_unknown(given, known)
    values = {
        name: _value(known[name], value) for name, value in given.items() if value is not None
    }
    files = [(name, data) for name, data in files if name or data]
    if files and not any(each.kind in FILE_KINDS for each in parameters):
        raise WrongRequest("No file is taken here.")
    several = any(each.kind == "files" for each in parameters)
    if len(files) > 1 and not several:
        raise WrongRequest("One file is taken here, not {count}.", count=len(files))
    for each in parameters:
        there = bool(files) if each.kind in FILE_KINDS else values.get(each.name)
        if each.required and not there:
            raise WrongRequest("“{name}” is missing in the request.", name=each.name)
    paths = _saved(files)
    if len(paths) == 1 and paths[0].suffix.lower() == ".zip" and several:
        paths = unpacked(paths[0])
    return Given(values, paths)


def _saved(files: Sequence[tuple[str, bytes]]) -> tuple[Path, ...]:
    taken: set[str] = set()
    paths = []
    for name, data in files:
        path = Path(distinct_name(name, taken))
        path.write_bytes(data)
        paths.append(path)
    return tuple(paths)


def _json(body: bytes) -> dict[str, Any]:
    """An object of JSON; numbers that are none, and keys twice, are refused."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise WrongRequest("The key “{key}” stands twice in the request.", key=twice)
        return found

    def no_number(text: str) -> Any:
        raise WrongRequest("“{value}” is no number of JSON.", value=text)

    try:
        text = body.decode("utf-8-sig")
        found = json.loads(text, object_pairs_hook=unique, parse_constant=no_number)
    except RecursionError:
        raise WrongRequest("The values of the request are nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise WrongRequest(
            "The request is not JSON: {reason} ({line}:{column}).",
            reason=Reason(error.msg),
            line=str(error.lineno),
            column=str(error.colno),
        ) from None
    except UnicodeDecodeError:
        raise WrongRequest("The request is not JSON: {reason}.", reason="UTF-8") from None
    except ValueError as error:
        # A number of thousands of digits, which Python does not read.
        reason = Reason(str(error).partition(";")[0])
        raise WrongRequest("The request is not JSON: {reason}.", reason=reason) from None
    if not isinstance(found, dict):
        raise WrongRequest("The request is not an object of JSON, which has names and values.")
    return found


def _form(content_type: str, body: bytes) -> tuple[dict[str, str], list[tuple[str, bytes]]]:
    """Fields and files of a form."""
    with FIRST_USE:
        from starlette.formparsers import MultiPartException

    try:
        items = asyncio.run(_form_items(content_type, body))
    except (MultiPartException, ValueError, LookupError) as error:
        raise WrongRequest("The form in the request is damaged or cut off.") from error
    fields: dict[str, str] = {}
    files: list[tuple[str, bytes]] = []
    for name, value in items:
        if not isinstance(value, str):
            files.append(value)
        elif name in fields:
            raise WrongRequest("The key “{key}” stands twice in the request.", key=name)
        else:
            fields[name] = value
    return fields, files


async def _form_items(content_type: str, body: bytes) -> list[tuple[str, str | tuple[str, bytes]]]:
    """What a form holds, in its order: texts, and files with their names."""
    with FIRST_USE:
        from starlette.datastructures import Headers, UploadFile
        from starlette.formparsers import FormParser, MultiPartParser

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body
        yield b""

    headers = Headers({"content-type": content_type})
    if content_type.lower().startswith("multipart/"):
        counts = {"max_files": MAX_FILES, "max_fields": MAX_FIELDS}
        parser = MultiPartParser(headers, stream(), **counts, max_part_size=len(body) + 1)
        form = await parser.parse()
    else:
        form = await FormParser(headers, stream()).parse()
    try:
        return [
            (
                name,
                (each.filename or "", await each.read()) if isinstance(each, UploadFile) else each,
            )
            for name, each in form.multi_items()
        ]
    finally:
        await form.close()


def _files_in(given: dict[str, Any], known: Mapping[str, Parameter]) -> list[tuple[str, bytes]]:
    """The files of a JSON request, each an object with ``name`` and ``data`` in base64."""
    files: list[tuple[str, bytes]] = []
    for name, parameter in known.items():
        if parameter.kind not in FILE_KINDS:
            continue
        value = given.pop(name, None)
        sent = value if isinstance(value, list) else [value]
        files += [_file(name, each) for each in sent if each is not None]
    return files


def _file(name: str, value: object) -> tuple[str, bytes]:
    called, data = (
        (value.get("name"), value.get("data")) if isinstance(value, dict) else (None, None)
    )
    if not isinstance(called, str) or not isinstance(data, str):
        raise WrongRequest(
            "“{name}” is a file: an object with “name” and “data”, its bytes in base64.", name=name
        )
    try:
        return called, base64.b64decode(data.partition("base64,")[2] or data, validate=True)
    except (binascii.Error, ValueError):
        raise WrongRequest("The file {file} is not written in base64.", file=called) from None


def _kind_of(known: Mapping[str, Parameter], name: str) -> str:
    return known[name].kind if name in known else ""


def _refuse_unknown(given: Mapping[str, Any], known: Mapping[str, Parameter]) -> None:
    for name in given:
        if name not in known or known[name].kind in FILE_KINDS:
            raise WrongRequest(
                "“{name}” is not known here. Known are: {known}.",
                name=shown(name, 100),
                known=", ".join(known),
            )


def _value(parameter: Parameter, value: Any) -> Any:
    kind = parameter.kind
    if isinstance(value, str):
        value = _from_text(kind, value)
    fits = {
        "text": lambda: isinstance(value, str),
        "flag": lambda: isinstance(value, bool),
        "number": lambda: isinstance(value, int) and not isinstance(value, bool),
        "record": lambda: isinstance(value, dict),
        "list": lambda: isinstance(value, list) and all(isinstance(each, str) for each in value),
    }
    if not fits[kind]():
        raise WrongRequest(
            "The value of “{name}” is of another kind than the one wanted: {kind}.",
            name=parameter.name,
            kind=kind,
        )
    if parameter.choices and value and value not in parameter.choices:
        raise WrongRequest(
            "“{value}” is not known for “{name}”. Use one of: {known}.",
            value=value,
            name=parameter.name,
            known=", ".join(parameter.choices),
        )
    low, high = parameter.limits or (value, value)
    if parameter.limits and not low <= value <= high:
        raise WrongRequest(
            "“{name}” is a number from {low} to {high}.", name=parameter.name, low=low, high=high
        )
    return value


def _from_text(kind: ParameterKind, text: str) -> Any:
    """A value as a form or an address writes it."""
    if kind == "flag":
        folded = text.strip().lower()
        return True if folded in _YES else False if folded in _NO else text
    if kind == "number":
        plain = text.strip()
        return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else text
    if kind == "list":
        return [part.strip() for part in text.split(",") if part.strip()]
    if kind == "record":
        records = list(parse_sources(text, "record"))
        if len(records) != 1:
            raise UnreadableInput(
                "{file} holds {count} records. Keep one record per file, or use “atuforms batch”.",
                file="record",
                count=len(records),
            )
        return dict(records[0].values)
    return text
