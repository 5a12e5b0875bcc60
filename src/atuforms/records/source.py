"""Records as they stand in a file: values as text, and the place of each.

YAML is read as text first: a bare ``2:40`` stays what was typed, ``no`` is a word, and an
impossible date is a finding with its line. Files come from strangers: size, depth and aliases
are bounded, and nothing in them is ever constructed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.input_files import read_file
from atuforms.core.files.office import refuse_old
from atuforms.core.findings import Place
from atuforms.core.language.reasons import Reason
from atuforms.core.safe_text import shown

RECORDS = (".yaml", ".yml", ".json")
"""Files in which records stand."""

MAX_BYTES = 20_000_000
MAX_VALUES = 500_000
MAX_DEPTH = 60

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BEGINNING = re.compile(r"^[ \t?:-]{2,}", re.MULTILINE)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_ESCAPE = re.compile(
    r"\\(?:u(?P<high>d[89ab]..)\\u(?P<low>d[c-f]..)|u(?P<half>d[89a-f]..)|.)", re.IGNORECASE
)
_HALF = re.compile(r"\x01(d[89a-f]..)\x01", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """The values of one record, and the places of its keys and values by dotted path."""

    values: Mapping[str, Any]
    places: Mapping[str, Place] = field(default_factory=dict)
    file: str = ""
    folder: Path | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures that come with the record, by the names that it gives them."""


def read_source(path: Path) -> Source:
    """The one record in a YAML or JSON file.

    :raises UnreadableInput: if there is no such file, it is a folder, empty, not UTF-8, not YAML
        or JSON, has a key twice, or holds several records.
    """
    sources = list(read_sources(path))
    if len(sources) > 1:
        raise UnreadableInput(
            "{file} holds {count} records. Keep one record per file, or use “atuforms batch”.",
            file=path,
            count=len(sources),
        )
    return sources[0]


def without_gaps(values: Mapping[str, object]) -> dict[str, object]:
    """``values`` of Python as a file would give them.

    What is None, or holds nothing but None, is a gap still to be filled: the same as no key.

    :raises UnreadableInput: if they are nested too deeply.
    """
    return _without_gaps(values, 0) or {}


def _without_gaps(value: object, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise UnreadableInput("{file}: the values are nested too deeply.", file="record")
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        items = {shown(key): _without_gaps(each, depth + 1) for key, each in value.items()}
        found: object = {key: each for key, each in items.items() if each is not None}
    elif isinstance(value, list | tuple):
        filled = (_without_gaps(each, depth + 1) for each in value)
        found = [each for each in filled if each is not None]
    else:
        return value
    return None if value and not found else found


def read_sources(path: Path) -> Iterator[Source]:
    """All records in a file; a YAML file may hold several, separated by ``---``."""
    text = record_text(read_file(path, MAX_BYTES), str(path))
    return parse_sources(text, str(path), path.absolute().parent)


def parse_sources(text: str, file: str = "", folder: Path | None = None) -> Iterator[Source]:
    """All records in ``text``, which is YAML or JSON."""
    if not text.strip():
        raise UnreadableInput("{file} is empty. Write a record into it.", file=file)
    if text.lstrip()[:1] in "{[":
        text = _checked_json(text, file)
    _refuse_depth(text, file)
    budget = _Budget(file)
    found = False
    try:
        loader = _Loader(text)
        while loader.check_node():
            found = True
            yield _source(loader.get_node(), file, folder, budget)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 0)
        if "\t" in "".join(text.splitlines()[line - 1 : line])[:column]:
            raise UnreadableInput(
                "{file}:{line}: a tab stands where YAML wants spaces. Replace it with spaces.",
                file=file,
                line=line,
            ) from None
        raise UnreadableInput(
            "{file}:{line}: this is not YAML: {reason}. Check the indentation, colons and quotes.",
            file=file,
            line=line,
            reason=Reason(error.problem or error.context or ""),
        ) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableInput(
            "{file}: this is not YAML: {reason}.",
            file=file,
            reason=Reason(str(error).splitlines()[0]),
        ) from None
    if not found:
        raise UnreadableInput("{file} is empty. Write a record into it.", file=file)


def _refuse_depth(text: str, file: str) -> None:
    """Refuse what is nested so deeply that the loader, written in C, would take the process along.

    Nothing is nested deeper than there are brackets and signs at the beginning of a line; only
    where these are many is the text walked through, event by event, which needs no stack.

    :raises UnreadableInput: for what is nested too deeply.
    """
    brackets = text.count("[") + text.count("{")
    if brackets <= MAX_DEPTH:
        deepest = max((len(each[0]) for each in _BEGINNING.finditer(text)), default=0)
        if brackets + deepest <= MAX_DEPTH:
            return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise UnreadableInput(
                        "{file}: the values are nested too deeply.", file=file or "record"
                    )
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except (yaml.YAMLError, RecursionError):
        return  # what is wrong is told, with its line, when it is composed


def record_text(data: bytes, file: str) -> str:
    """The text of a file in which a record stands; ``file`` is what messages call it.

    :raises UnreadableInput: for a document, or what is not UTF-8.
    """
    refuse_old(data, file)
    if data.startswith((b"PK\x03\x04", b"%PDF")):
        raise UnreadableInput(
            "{file} is a document, not a record. Read it into one first: "
            "atuforms read {file} -o record.yaml",
            file=file,
        )
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(
            "{file}:{line}: the file is not UTF-8. Save it as UTF-8 and try again.",
            file=file,
            line=line,
        ) from None


def _checked_json(text: str, file: str) -> str:
    """``text``, made readable as YAML if it is sound JSON (YAML forbids tabs for indentation)."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        if not file.lower().endswith(".json"):
            return text
        raise UnreadableInput(
            "{file}:{line}: this is not JSON: {reason}. Check commas, quotes and brackets.",
            file=file,
            line=error.lineno,
            reason=Reason(error.msg),
        ) from None
    except ValueError as error:
        # A number of thousands of digits, which Python does not read.
        if not file.lower().endswith(".json"):
            return text
        raise UnreadableInput(
            "{file}: this is not JSON: {reason}. Check commas, quotes and brackets.",
            file=file,
            reason=Reason(str(error).partition(";")[0]),
        ) from None
    except RecursionError:
        raise UnreadableInput("{file}: the values are nested too deeply.", file=file) from None
    return _ESCAPE.sub(_unescaped, text.replace("\t", " "))


def _unescaped(escape: re.Match[str]) -> str:
    """Two escapes of JSON that are one character; half of one is marked, since YAML stops at it."""
    if escape["high"]:
        return chr(
            0x10000 + (int(escape["high"], 16) & 0x3FF) * 0x400 + int(escape["low"], 16) % 0x400
        )
    return f"\\x01{escape['half']}\\x01" if escape["half"] else escape[0]


class _Budget:
    """Counts the values read, so that aliases cannot multiply them without end."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.left = MAX_VALUES
        self.gaps: dict[int, bool] = {}
        """The nodes of this record that were looked at already, since aliases repeat them."""

    def is_gap(self, node: yaml.Node) -> bool:
        """Whether nothing stands here, or a list or mapping in which nothing stands."""
        known = self.gaps.get(id(node))
        if known is not None:
            return known
        # For a value that holds itself: it is no gap, and is not walked through for ever.
        self.gaps[id(node)] = False
        if isinstance(node, yaml.ScalarNode):
            gap = not node.style and node.value in _NULLS
        else:
            inner = (pair[1] if isinstance(pair, tuple) else pair for pair in node.value)
            gap = bool(node.value) and all(self.is_gap(each) for each in inner)
        self.gaps[id(node)] = gap
        return gap

    def spend(self, depth: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise UnreadableInput("{file}: the record has too many values.", file=self.file)
        if depth > MAX_DEPTH:
            raise UnreadableInput("{file}: the values are nested too deeply.", file=self.file)


def _source(node: yaml.Node, file: str, folder: Path | None, budget: _Budget) -> Source:
    if not isinstance(node, yaml.MappingNode):
        raise UnreadableInput(
            "{file}:{line}: a record consists of lines “key: value”. Begin with “form: 02-09”.",
            file=file,
            line=node.start_mark.line + 1,
        )
    budget.gaps.clear()
    places: dict[str, Place] = {"": _place(node)}
    values = _value(node, "", places, budget, 0)
    return Source(values, places, file, folder)


def _value(
    node: yaml.Node, path: str, places: dict[str, Place], budget: _Budget, depth: int
) -> Any:
    budget.spend(depth)
    if isinstance(node, yaml.ScalarNode):
        return _HALF.sub(lambda half: chr(int(half[1], 16)), node.value)
    if isinstance(node, yaml.SequenceNode):
        items = []
        for number, item in enumerate(each for each in node.value if not budget.is_gap(each)):
            here = f"{path}.{number}".strip(".")
            places[here] = _place(item)
            items.append(_value(item, here, places, budget, depth + 1))
        return items
    values: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
        if key in values:
            raise UnreadableInput(
                "{file}:{line}: the key “{key}” stands twice. Keep one of them.",
                file=budget.file,
                line=key_node.start_mark.line + 1,
                key=key,
            )
        here = f"{path}.{key}".strip(".")
        # The key's own place: for a missing or misspelt value the key is what a reader looks for.
        places[here] = _place(key_node)
        # A key without a value is a gap still to be filled: the same as no key.
        gap = budget.is_gap(value_node)
        values[key] = None if gap else _value(value_node, here, places, budget, depth + 1)
    return {key: value for key, value in values.items() if value is not None}


def _place(node: yaml.Node) -> Place:
    return Place(line=node.start_mark.line + 1, column=node.start_mark.column + 1)
