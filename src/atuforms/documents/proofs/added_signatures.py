"""Signatures of people behind a file that was signed with our key: they, and nothing else.

A program for signatures leaves the bytes of the file as they are and writes behind them: the
signature, the field that shows it, and what lists it. Object by object the document is still the
one that was signed; what is new shows nothing, or shows it within the field that we made for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.documents.proofs.packages import pikepdf
from atuforms.documents.proofs.pdf_objects import ODD, demand_whole, opened, titles

_END: Final = b"%%EOF"
_MOST_REVISIONS: Final = 20
_OF_ROOT: Final = frozenset(["/AcroForm", "/DSS", "/Perms", "/Extensions", "/Version"])
_OF_FORM: Final = frozenset(["/Fields", "/SigFlags", "/DR", "/DA"])
_OF_WIDGET: Final = frozenset(
    f"/{name}"
    for name in (
        *("Type", "Subtype", "FT", "T", "TU", "V", "P", "Rect", "F", "Ff", "AP", "Lock", "SV"),
        *("DA", "StructParent", "M", "NM"),
    )
)
_OF_LOOK: Final = frozenset(
    f"/{name}"
    for name in (
        *("Type", "Subtype", "BBox", "Matrix", "Resources", "FormType", "Group"),
        *("Length", "Filter", "DecodeParms"),
    )
)
_UPRIGHT: Final = [1, 0, 0, 1, 0, 0]
_KINDS: Final = ("/Sig", "/DocTimeStamp")


def signed_before(data: bytes, is_signed: Callable[[bytes], bool]) -> bytes | None:
    """The file as it was signed, if ``data`` goes on behind it."""
    end = 0
    for _ in range(_MOST_REVISIONS):
        end = data.find(_END, end) + len(_END)
        if end < len(_END):
            return None
        for blanks in (b"\n", b"", b"\r\n", b"\r"):
            if data.startswith(blanks, end) and is_signed(data[: end + len(blanks)]):
                return data[: end + len(blanks)]
    return None


def is_only_signed(data: bytes, before: bytes, file: str) -> bool:
    """Whether a PDF has nothing but signatures more than the file with which it begins."""
    try:
        with opened(data, file) as later, opened(before, file) as first:
            is_all = _Signed(later, first, data, len(before)).is_all()
            demand_whole(later, file)
            return is_all
    except (*ODD, UnreadableInput):
        return False


class _Signed:
    """A document, as it was and as it is; a program that adds to it keeps the objects' numbers."""

    def __init__(self, later: Any, first: Any, data: bytes, length: int) -> None:
        self.later, self.first, self.data, self.length = later, first, data, length
        self.forms = {form.objgen for form in (later.Root.get("/AcroForm"),) if form is not None}

    def is_all(self) -> bool:
        kept = ("Root", "docinfo")
        if any(
            getattr(self.later, each).objgen != getattr(self.first, each).objgen for each in kept
        ):
            return False
        fields = list(self.later.Root.get("/AcroForm", {}).get("/Fields", ()))
        there = {each.objgen for each in self._fields_before()}
        return all(self._is_kept(each, there) for each in self.first.objects) and all(
            self._is_signature(each, there) for each in fields
        )

    def _fields_before(self) -> list[Any]:
        return list(self.first.Root.get("/AcroForm", {}).get("/Fields", ()))

    def _is_kept(self, before: Any, fields: set[tuple[int, int]]) -> bool:
        """Whether an object is as it was, but for what a signature adds to it."""
        now = self.later.get_object(before.objgen)
        if _is_same(before, now):
            return True
        if before.objgen == self.first.Root.Metadata.objgen:
            return titles(before.read_bytes(), "") == titles(now.read_bytes(), "")
        if not (isinstance(before, pikepdf.Dictionary) and isinstance(now, pikepdf.Dictionary)):
            return False
        changed = _changed(before, now)
        if before.objgen == self.first.Root.objgen:
            return changed <= _OF_ROOT and self._is_form_kept()
        if before.objgen in self.forms:
            return self._is_form_kept()
        if before.objgen in fields:
            return changed <= {"/V", "/AP", "/Lock", "/M", "/F"}
        if before.get("/Type") == "/Page":
            return changed <= {"/Annots"} and self._are_notes_kept(before, now)
        return before.objgen == self.first.docinfo.objgen and changed <= {
            "/ModDate",
            "/Producer",
            "/CreationDate",
        }

    def _is_form_kept(self) -> bool:
        """Whether all fields are still there, and the form has nothing but fields."""
        form = self.later.Root.get("/AcroForm", pikepdf.Dictionary())
        now = [each.objgen for each in form.get("/Fields", ())]
        before = [each.objgen for each in self._fields_before()]
        return form.keys() <= _OF_FORM and now[: len(before)] == before

    def _are_notes_kept(self, before: Any, now: Any) -> bool:
        """Whether a page has its notes, and besides them only fields that are signatures."""
        old, new = (list(page.get("/Annots", ())) for page in (before, now))
        fields = {each.objgen for each in self.later.Root.AcroForm.Fields}
        kept = [_spelling(each) for each in new[: len(old)]] == [_spelling(each) for each in old]
        return kept and all(
            each.objgen in fields and each.objgen != (0, 0) for each in new[len(old) :]
        )

    def _is_signature(self, field: Any, ours: set[tuple[int, int]]) -> bool:
        """Whether a field is a signature, and shows no more than it may."""
        if str(field.get("/FT")) != "/Sig" or not field.keys() <= _OF_WIDGET:
            return False
        value = field.get("/V")
        if value is None:
            return field.objgen in ours and _is_same(self.first.get_object(field.objgen), field)
        looks = list(self._looks(field))
        if field.objgen in ours:
            return self._is_value(value) and all(map(_is_framed, looks))
        return self._is_value(value) and all(map(_is_blank, looks))

    def _looks(self, field: Any) -> Iterator[Any]:
        for name, look in field.get("/AP", {}).items():
            yield look if name == "/N" else None

    def _is_value(self, value: Any) -> bool:
        """Whether it is a signature over the file that we signed, and more of this one."""
        start, before, after, rest = (int(each) for each in value.ByteRange)
        return (
            str(value.get("/Type")) in _KINDS
            and start == 0 < self.length <= before < after
            and after + rest <= len(self.data)
            and self.data[before:after].strip()[:1] == b"<"
            and bytes.fromhex(self.data[before:after].strip(b"<> \n").decode("ascii"))
            == bytes(value.Contents)
        )


def _changed(before: Any, now: Any) -> set[str]:
    names = set(before.keys()) | set(now.keys())
    return {name for name in names if _spelling(before.get(name)) != _spelling(now.get(name))}


def _spelling(thing: Any) -> bytes:
    return thing.unparse() if isinstance(thing, pikepdf.Object) else repr(thing).encode()


def _is_same(before: Any, now: Any) -> bool:
    if isinstance(before, pikepdf.Stream):
        return (
            isinstance(now, pikepdf.Stream)
            and _spelling(pikepdf.Dictionary(dict(before.items())))
            == _spelling(pikepdf.Dictionary(dict(now.items())))
            and before.read_raw_bytes() == now.read_raw_bytes()
        )
    return bool(before.unparse(resolved=True) == now.unparse(resolved=True))


def _is_framed(look: Any) -> bool:
    """Whether a look is cut off at its box, which a viewer brings into the field's rectangle."""
    if not isinstance(look, pikepdf.Stream) or not look.keys() <= _OF_LOOK:
        return False
    left, lower, right, upper = (float(each) for each in look.BBox)
    matrix = [float(each) for each in look.get("/Matrix", _UPRIGHT)]
    return left != right and lower != upper and matrix == _UPRIGHT


def _is_blank(look: Any) -> bool:
    """Whether a look draws nothing, as that of a signature that is not shown."""
    return isinstance(look, pikepdf.Stream) and not look.read_bytes().strip()
