"""Comments of ours in a Word document of anybody, and nothing else of it changed.

What an earlier run has put in is taken out first; a comment that is to say the same again keeps
its number, so that what people have answered stays under it. Comments of people stay as they are.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from atuforms.core.files.office import MAX_TOTAL, Office
from atuforms.core.files.xml_parsing import parse_xml
from atuforms.rendering.office_package import MEDIA, relationships
from atuforms.rendering.zip_package import member, package

AUTHOR = "atuforms"
INITIALS = "atu"

_TYPES = "[Content_Types].xml"
_TYPE = f"{MEDIA}officedocument.wordprocessingml.comments+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_KINDS = {
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
}
"""The relationship to the comments, in a document that is Strict and in one that is not."""
_THREADS = ("commentsExtended", "commentsIds", "commentsExtensible")
"""Parts of later versions of Word that say more of comments: answers, and what is settled."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIZE = "18"
"""Half-points: a document may have no style for comments."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that is to stand at an element: a paragraph, or something in one."""

    element: etree._Element
    head: str
    paragraphs: tuple[str, ...]


def with_comments(office: Office, root: etree._Element, comments: Sequence[Comment]) -> bytes:
    """The document with these comments of ours, and no others of ours.

    :param root: of its main part; the elements of the comments stand in it. It is changed.
    """
    return _Commenting(office, root).with_comments(comments)


class _Commenting:
    def __init__(self, office: Office, root: etree._Element) -> None:
        self.office = office
        self.root = root
        self.main = office.main_part()
        self.space = str(etree.QName(root).namespace)
        self.changed: dict[str, bytes] = {}
        known = {
            each.kind: each.target
            for each in office.relationships(self.main)
            if not each.external and each.target in office.names
        }
        self.part = known.get("comments", "")
        self.threads = [known[kind] for kind in _THREADS if kind in known]
        self.all = (
            office.xml_as_written(self.part)
            if self.part
            else etree.Element(self.name("comments"), nsmap={"w": self.space})
        )
        self.space_of_comments = str(etree.QName(self.all).namespace)

    def name(self, tag: str) -> str:
        return f"{{{self.space}}}{tag}"

    def with_comments(self, comments: Sequence[Comment]) -> bytes:
        number = self._highest()
        old = [each for each in self.all if self._attribute(each, "author") == AUTHOR]
        self._take_out({self._attribute(each, "id") for each in old})
        for each in old:
            self.all.remove(each)
        kept: set[str] = set()
        known: dict[str, list[etree._Element]] = {}
        for each in reversed(old):
            known.setdefault(_text(each), []).append(each)
        for comment in comments:
            made = self._comment(comment)
            same = known.get(_text(made))
            if same:
                made = same.pop()
                kept |= _paragraph_ids(made)
            else:
                number += 1
                made.set(self._own("id"), str(number))
            self.all.append(made)
            self._put_in(comment.element, self._attribute(made, "id"))
        self._forget({one for each in old for one in _paragraph_ids(each)} - kept)
        if comments or old or self.part:
            self._write()
        members = {**dict.fromkeys(self.office.names, b""), **self.changed}
        return package(
            member(name, self.changed.get(name) or self.office.read(name, MAX_TOTAL))
            for name in members
            if not name.endswith("/")
        )

    # Marks in the text

    def _take_out(self, numbers: set[str]) -> None:
        """Remove the marks of comments from the text."""
        marks = [self.name(f"comment{kind}") for kind in ("RangeStart", "RangeEnd", "Reference")]
        for mark in list(self.root.iter(*marks)):
            if mark.get(self.name("id"), "") not in numbers:
                continue
            holder = mark.getparent()
            if mark.tag == marks[2] and holder is not None and holder.tag == self.name("r"):
                others = [each for each in holder if each.tag != self.name("rPr")]
                if others == [mark]:
                    mark = holder
            _remove(mark)

    def _put_in(self, element: etree._Element, number: str) -> None:
        """Mark the place of a comment: around what stands in a paragraph, or in the whole of it."""
        start = self._element("commentRangeStart", id=number)
        end = self._element("commentRangeEnd", id=number)
        reference = self._element("r")
        reference.append(self._element("commentReference", id=number))
        paragraph, inner = self._paragraph(element)
        if inner is not None:
            before, after = inner, inner
            # Comments on the same thing stand one within the other.
            while (mark := before.getprevious()) is not None and self._is_mark(mark):
                before = mark
            while (mark := after.getnext()) is not None and self._is_mark(mark):
                after = mark
            inner.addprevious(start)
            after.addnext(end)
        else:
            properties = paragraph.find(self.name("pPr"))
            if properties is not None:
                properties.addnext(start)
            else:
                paragraph.insert(0, start)
            paragraph.append(end)
        end.addnext(reference)

    def _is_mark(self, element: etree._Element) -> bool:
        if element.tag == self.name("r"):
            return [each.tag for each in element] == [self.name("commentReference")]
        return element.tag in (self.name("commentRangeStart"), self.name("commentRangeEnd"))

    def _paragraph(self, element: etree._Element) -> tuple[etree._Element, etree._Element | None]:
        """The paragraph in which a comment may stand, and what in it it is about.

        Word has no comments in text boxes; one stands at the paragraph that holds the box.
        """
        tag = self.name("p")
        way = [element, *element.iterancestors()]
        around = [each for each in way if each.tag == tag]
        if around:
            paragraph = around[-1]
            place = way.index(paragraph)
            return paragraph, way[place - 1] if place else None
        inside = next(element.iter(tag), None)
        if inside is None:
            inside = next(self.root.iter(tag), None)
        if inside is None:
            inside = etree.SubElement(self.root[0], tag)
        return inside, None

    # The part of comments

    def _comment(self, comment: Comment) -> etree._Element:
        made = self._element("comment", author=AUTHOR, initials=INITIALS)
        head = self._words(comment.head, bold=True)
        head.insert(0, self._element("r"))
        head[0].append(self._element("annotationRef"))
        made.append(head)
        made.extend(self._words(text) for text in comment.paragraphs)
        return made

    def _words(self, text: str, *, bold: bool = False) -> etree._Element:
        paragraph, run, look = self._element("p"), self._element("r"), self._element("rPr")
        if bold:
            look.append(self._element("b"))
        look.extend([self._element("sz", val=_SIZE), self._element("szCs", val=_SIZE)])
        words = self._element("t")
        words.text = text
        words.set(_SPACE, "preserve")
        run.extend([look, words])
        paragraph.append(run)
        return paragraph

    def _element(self, tag: str, **attributes: str) -> etree._Element:
        made = etree.Element(self.name(tag), nsmap={"w": self.space})
        for key, value in attributes.items():
            made.set(self.name(key), value)
        return made

    def _attribute(self, comment: etree._Element, name: str) -> str:
        return str(comment.get(self._own(name), ""))

    def _own(self, name: str) -> str:
        return f"{{{self.space_of_comments}}}{name}"

    def _highest(self) -> int:
        """The highest number that a comment has, or a mark in the text."""
        numbers = [self._attribute(each, "id") for each in self.all]
        numbers += [
            mark.get(self.name("id"), "") for mark in self.root.iter(self.name("commentReference"))
        ]
        return max(
            (int(each) for each in numbers if each.isdecimal() and len(each) < 9), default=-1
        )

    def _forget(self, paragraphs: set[str]) -> None:
        """Drop what Word notes of comments that are gone; answers to them stand by themselves."""
        if not paragraphs:
            return
        for part in self.threads:
            root = self.office.xml_as_written(part)
            for row in list(root):
                for key, value in list(row.attrib.items()):
                    name = etree.QName(key).localname
                    if name == "paraIdParent" and value in paragraphs:
                        del row.attrib[key]
                    elif name == "paraId" and value in paragraphs:
                        root.remove(row)
            self.changed[part] = _written(root)

    # The package

    def _write(self) -> None:
        self.changed[self.main] = _written(self.root)
        if not self.part:
            self.part = self._free_name()
            self._relate()
            self._declare()
        self.changed[self.part] = _written(self.all)

    def _free_name(self) -> str:
        taken = {name.casefold() for name in self.office.names}
        folder = posixpath.dirname(self.main)
        names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(9999))
        return next(name for name in names if name.casefold() not in taken)

    def _relate(self) -> None:
        folder, file = posixpath.split(self.main)
        part = posixpath.join(folder, "_rels", f"{file}.rels")
        space = f"{_PACKAGE}/relationships"
        if part in self.office.names:
            root = self.office.xml_as_written(part)
        else:
            root = parse_xml(relationships(), part)
        taken = {each.get("Id", "") for each in root}
        row = etree.SubElement(root, f"{{{space}}}Relationship")
        row.set("Id", next(one for n in range(1, 99999) if (one := f"rIdComments{n}") not in taken))
        row.set("Type", _KINDS[self.space == _STRICT])
        row.set("Target", posixpath.basename(self.part))
        self.changed[part] = _written(root)

    def _declare(self) -> None:
        root = parse_xml(self.office.read(_TYPES, MAX_TOTAL), self.office.file)
        space = f"{{{_PACKAGE}/content-types}}"
        if not any(each.get("Extension") == "rels" for each in root):
            default = etree.Element(f"{space}Default")
            default.set("Extension", "rels")
            default.set("ContentType", f"{MEDIA}package.relationships+xml")
            root.insert(0, default)
        row = etree.SubElement(root, f"{space}Override")
        row.set("PartName", f"/{self.part}")
        row.set("ContentType", _TYPE)
        self.changed[_TYPES] = _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _text(comment: etree._Element) -> str:
    """The words of a comment, however an office program has cut and spaced them."""
    return "".join("".join(map(str, comment.itertext())).split())


def _paragraph_ids(comment: etree._Element) -> set[str]:
    """The ids by which other parts know a comment."""
    return {
        str(value)
        for paragraph in comment
        for key, value in paragraph.attrib.items()
        if etree.QName(key).localname == "paraId"
    }
