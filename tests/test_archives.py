"""ZIP files that are built to harm are refused, whatever they claim, and cost little to refuse."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.archives import Archive
from atuforms.core.language.languages import LANGUAGES

MEGABYTE = 1_000_000
LIMIT = 10 * MEGABYTE


def _packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _claiming(data: bytes, name: str, size: int, crc: int | None = None) -> bytes:
    """The file with another size of a member in its directory, and another checksum."""
    changed = bytearray(data)
    at = data.index(name.encode(), data.index(b"PK\x01\x02")) - 46
    struct.pack_into("<I", changed, at + 24, size)
    if crc is not None:
        struct.pack_into("<I", changed, at + 16, crc)
    return bytes(changed)


def _marked(data: bytes, at: int, value: int) -> bytes:
    """The file with a field of the directory's first entry changed."""
    changed = bytearray(data)
    struct.pack_into("<H", changed, data.index(b"PK\x01\x02") + at, value)
    return bytes(changed)


def _many(count: int) -> bytes:
    return _packed({f"{number}.xml": b"" for number in range(count)})


def _overlapping() -> bytes:
    """Two entries of the directory that share one member."""
    data = _packed({"a.xml": b"a" * 1000})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entries = data[start:end] + data[start:end].replace(b"a.xml", b"b.xml")
    tail = struct.pack("<4s4HIIH", b"PK\x05\x06", 0, 0, 2, 2, len(entries), start, 0)
    return data[:start] + entries + tail


def _twice() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.xml", "one")
        archive.writestr("b.xml", "two")
    return buffer.getvalue().replace(b"b.xml", b"a.xml")


PLAIN = _packed({"a.xml": b"<a/>" * 100})
LARGE = {"a.xml": b" " * (2 * LIMIT)}
TOO_LARGE, STRANGE, LOCKED, DAMAGED = "unpacks to more", "put together", "password", "is damaged"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "larger than allowed": (lambda: _packed(LARGE), TOO_LARGE),
    "larger than it claims": (
        lambda: _claiming(_packed(LARGE), "a.xml", 10, zlib.crc32(b" " * 10)),
        TOO_LARGE,
    ),
    "a little larger than it claims": (lambda: _claiming(PLAIN, "a.xml", 399), STRANGE),
    "smaller than it claims": (lambda: _claiming(PLAIN, "a.xml", LIMIT - 1), STRANGE),
    "large together": (
        lambda: _packed({f"{n}.xml": b" " * (LIMIT // 4) for n in range(5)}),
        TOO_LARGE,
    ),
    "too many": (lambda: _many(5_000), STRANGE),
    "one in another": (_overlapping, STRANGE),
    "twice": (_twice, STRANGE),
    "above the file": (lambda: _packed({"../a.xml": b"<a/>"}), STRANGE),
    "at the root": (lambda: _packed({"/a.xml": b"<a/>"}), STRANGE),
    "on a drive": (lambda: _packed({"C:\\a.xml": b"<a/>"}), STRANGE),
    "beside the file": (lambda: _packed({"a\\..\\..\\b.xml": b"<a/>"}), STRANGE),
    "encrypted": (lambda: _marked(PLAIN, 8, 1), LOCKED),
    "packed in an unusual way": (
        lambda: _packed({"a.xml": b"<a/>"}, zipfile.ZIP_BZIP2),
        STRANGE,
    ),
    "cut off": (lambda: PLAIN[:-10], DAMAGED),
    "with a hole": (lambda: PLAIN[:40] + b"\0" * 10 + PLAIN[50:], DAMAGED),
    "no ZIP file": (lambda: b"hello", DAMAGED),
    "empty": (lambda: b"", DAMAGED),
}


def _unpack(data: bytes) -> None:
    Archive(io.BytesIO(data), "a.zip").measure(LIMIT)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_built_to_harm_is_refused_in_every_language(name: str) -> None:
    make, said = REFUSED[name]
    with pytest.raises(UnreadableInput, match=rf"a\.zip.*{said}") as caught:
        _unpack(make())
    assert len({caught.value.text(lang) for lang in LANGUAGES}) == len(LANGUAGES)


def test_a_sound_file_gives_its_members_in_order() -> None:
    members = {"b.xml": b"<b/>", "folder/": b"", "folder/a.png": bytes(range(256)) * 1000}
    archive = Archive(io.BytesIO(_packed(members)), "a.zip")
    archive.measure(LIMIT)
    assert {name: archive.read(name, LIMIT) for name in archive.names} == members
    assert archive.names == tuple(members)


def test_what_a_member_unpacks_to_is_not_unpacked_again() -> None:
    inner = _packed({"a.xml": b" " * (50 * MEGABYTE)})
    _unpack(_packed({f"{number}.zip": inner for number in range(20)}))


@pytest.mark.parametrize("hide", [False, True])
def test_a_long_directory_is_refused_before_it_takes_memory(hide: bool) -> None:
    data = _many(50_000)
    if hide:
        # The end says that the directory is short; the end of a ZIP64 file, which counts, does not.
        start, end = data.index(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
        large = struct.pack(
            "<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, end - start, start
        )
        locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
        tail = struct.pack("<4s4HIIH", b"PK\x05\x06", 0, 0, 1, 1, 60, start, 0)
        data = data[:end] + large + locator + tail
    stream = io.BytesIO(data)
    tracemalloc.start()
    with pytest.raises(UnreadableInput):
        Archive(stream, "a.zip")
    assert tracemalloc.get_traced_memory()[1] < MEGABYTE
    tracemalloc.stop()


_PROGRAM = """
import sys, time
from pathlib import Path
from atuforms.batches.tables.sources import read_table
from atuforms.core.exceptions import UnreadableInput
start = time.process_time()
try:
    list(read_table(Path(sys.argv[1])))
except UnreadableInput as error:
    assert "unpacks to more" in str(error) or sys.argv[2], error
    print(time.process_time() - start)
    print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
else:
    sys.exit("it was read")
"""


def _workbook(member: str, size: int) -> bytes:
    """A workbook whose sheet holds ``size`` bytes of empty rows, and claims to hold ten."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet()
    kept = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}
    if member.startswith("xl/"):
        with zipfile.ZipFile(made) as package:
            kept = {name: package.read(name) for name in package.namelist() if name != member}
    buffer = io.BytesIO(_packed(kept))
    piece = b"<row></row>" * (MEGABYTE // 11)
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package,
        package.open(member, "w") as sheet,
    ):
        for _ in range(size // MEGABYTE):
            sheet.write(piece)
    # With the checksum of the ten bytes: whoever stops after what is claimed sees no fault.
    return _claiming(buffer.getvalue(), member, 10, zlib.crc32(piece[:10]))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory cannot be measured here")
@pytest.mark.parametrize("after", [b"", b" " * 70_000], ids=["", "with more after its end"])
@pytest.mark.parametrize("member", ["content.xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_that_claims_to_be_small_is_refused_quickly_and_in_little_memory(
    member: str, after: bytes, tmp_path: Path, repository: Path
) -> None:
    path = tmp_path / ("t.ods" if member == "content.xml" else "t.xlsx")
    path.write_bytes(_workbook(member, 500 * MEGABYTE) + after)
    result = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(path), after.decode()[:1]],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(repository / "src")},
        check=False,
    )
    assert result.returncode == 0, result.stderr[-800:]
    seconds, kilobytes = map(float, result.stdout.split())
    assert seconds < 1
    assert kilobytes / 1024 < 150
