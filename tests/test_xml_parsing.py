"""XML is parsed in one place, which refuses what is built to harm."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.xml_parsing import MAX_DEPTH, grown_xml, parse_xml, walk_xml

PARSER = "xml_parsing.py"
PARSERS = frozenset(
    ("fromstring", "fromstringlist", "parse", "iterparse", "XML", "HTML", "XMLID")
) | frozenset(("XMLParser", "XMLPullParser", "HTMLParser", "HTMLPullParser", "ETCompatXMLParser"))
OTHERS = (
    "xml.etree",
    "xml.dom",
    "xml.parsers",
    "lxml.html",
    "lxml.objectify",
    "lxml.sax",
    "xml.sax",
)
ZIP_FILES = {"archives.py", "zip_package.py", "bundle.py", "qti.py"}
"""The second takes apart only what was made in the same process, the others pack."""


def _deep(levels: int) -> bytes:
    return b"<a>" * levels + b"</a>" * levels


_LAUGHS = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
REFUSED = {
    "not well-formed": b"<a><b></a>",
    "empty": b"",
    "cut off": b"<a><b>",
    "with an entity": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "with entities of entities": f'<!DOCTYPE a [<!ENTITY b0 "b">{_LAUGHS}]><a>&b11;</a>'.encode(),
    "with entities in attributes": (
        f'<!DOCTYPE a [<!ENTITY b0 "b">{_LAUGHS}]><a b="&b11;"/>'.encode()
    ),
    "with a file": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
    "with a type from elsewhere": b'<!DOCTYPE a SYSTEM "http://a.example/a.dtd"><a/>',
    "with a type in UTF-16": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"),
    "too deep": _deep(MAX_DEPTH + 1),
    "deep enough to end a program": _deep(100_000),
}


def _walk(content: bytes, file: str) -> None:
    # A few bytes at a time, so that each mark is cut in two.
    pieces = (content[at : at + 5] for at in range(0, len(content), 5))
    for _event, _element in walk_xml(pieces, file):
        pass


def _grow(content: bytes, file: str) -> None:
    for _element in grown_xml(content, file, 8_000_000, "a", ("b",), lambda _: False):
        pass


@pytest.mark.parametrize("parse", [parse_xml, _walk, _grow])
@pytest.mark.parametrize("name", REFUSED)
def test_xml_that_is_built_to_harm_is_refused(
    name: str, parse: Callable[[bytes, str], object]
) -> None:
    with pytest.raises(UnreadableInput, match=r"a\.xml"):
        parse(REFUSED[name], "a.xml")


def test_large_xml_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="larger than 1 MB"):
        parse_xml(b"<a>" + b"b" * 1_000_000 + b"</a>", "a.xml", 1_000_000)


@pytest.mark.parametrize("parse", [parse_xml, _walk, _grow])
@pytest.mark.parametrize(
    "content", [_deep(MAX_DEPTH), b"<a><![CDATA[<!DOCTYPE html>]]></a>", b"<?b c?><!--d--><a/>"]
)
def test_sound_xml_is_parsed(content: bytes, parse: Callable[[bytes, str], object]) -> None:
    parse(content, "a.xml")


def test_parts_come_in_their_order_and_only_what_is_kept_stays() -> None:
    content = (
        b"<r><x/><body>w<c/><p><p/></p>w<d/><p n='1'/><body><p/></body><e/></body><y/>"
        b"<body><p/><f/></body></r>"
    )
    found, root = [], None
    for each in grown_xml(content, "a.xml", 1_000, "body", ("p",), lambda part: part.tag == "d"):
        root = each.getroottree().getroot()
        found.append((each.tag, len(each)))
    assert found == [
        *(("c", 0), ("p", 1), ("d", 0), ("p", 0), ("body", 1), ("e", 0)),
        *(("p", 0), ("f", 0), ("x", 0), ("y", 0)),
    ]
    assert root is not None
    assert [each.tag for each in root[1]] == ["d", "e"]
    with pytest.raises(UnreadableInput, match="larger"):
        list(grown_xml(content, "a.xml", 10, "body", ("p",), lambda _: True))


def test_only_elements_are_left() -> None:
    root = parse_xml("<a>б<!--c--><?d e?><f/></a>", "a.xml")
    assert [each.tag for each in root] == ["f"]
    assert root.text == "б"


def _other_parsers(file: Path) -> Iterator[str]:
    """What a module uses to parse XML, or to open ZIP files, by itself."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{node.value.id}.{node.attr}"
            if (node.value.id == "etree" and node.attr in PARSERS) or name == "zipfile.ZipFile":
                yield name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None) or ""
            for alias in node.names:
                name = f"{module}.{alias.name}".lstrip(".")
                direct = module == "zipfile" or (module == "lxml.etree" and alias.name in PARSERS)
                if direct or (name.startswith(OTHERS) and "saxutils" not in name):
                    yield name


def test_nothing_else_parses_xml_or_opens_zip_files(repository: Path) -> None:
    source = repository / "src" / "atuforms"
    found = {
        f"{file.name}: {name}"
        for file in sorted(source.rglob("*.py"))
        for name in _other_parsers(file)
    }
    allowed = {f"{name}: zipfile.ZipFile" for name in ZIP_FILES}
    assert {each for each in found if not each.startswith(PARSER)} == allowed
