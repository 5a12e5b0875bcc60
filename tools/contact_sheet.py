"""Shows every page of every document as pictures, to be looked at before a release.

Each record is printed in each language and format; Word and PowerPoint go through LibreOffice.
One PNG holds the pages of one document. Needs ``pdftoppm``, ``soffice`` and Pillow::

    python tools/contact_sheet.py FOLDER [RECORD …] [--lang kk …] [--to pdf …] [--blank]

Without records, the examples are shown; with ``--blank``, the blanks of their forms.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

import atuforms
from atuforms.core.language.languages import LANGUAGES

REPOSITORY = Path(__file__).resolve().parent.parent
WIDTH = 620
"""Pixels of a page."""
COLUMNS = 4
GAP = 8


def printed(
    records: Sequence[Path], langs: Sequence[str], formats: Sequence[str], *, blank: bool
) -> Iterator[tuple[str, bytes]]:
    """File name and content of every document."""
    for path in records:
        form = type(atuforms.load(path))
        if blank and not form.HAS_BLANK:
            continue
        for lang in langs:
            for to in (each for each in form.FORMATS if each in formats):
                if blank:
                    made = atuforms.blank(form, to, lang=lang)
                else:
                    made = atuforms.render(path, to, lang=lang, draft=_has_errors(path))
                yield f"{path.stem}.{lang}{'.blank' if blank else ''}.{to}", made.data


def _has_errors(record: Path) -> bool:
    return bool(atuforms.check(record).errors)


def as_pdf(files: Sequence[Path], folder: Path, to: str = "pdf") -> None:
    """Print Office files as ``FILE.pdf`` with LibreOffice, all of a kind in one run of it.

    :param to: the format, with the options of its filter.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for ending in sorted({file.suffix for file in files}):
        out = folder / ending.strip(".")
        some = [file for file in files if file.suffix == ending]
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", to, "--outdir", out, *some],
            check=True,
            capture_output=True,
        )
        for file in some:
            (out / f"{file.stem}.pdf").rename(folder / f"{file.name}.pdf")


def sheet(pdf: Path, target: Path) -> None:
    """All pages of a PDF on one picture."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                "pdftoppm",
                "-png",
                "-scale-to-x",
                str(WIDTH),
                "-scale-to-y",
                "-1",
                pdf,
                f"{folder}/p",
            ],
            check=True,
        )
        pages = [Image.open(each).convert("RGB") for each in sorted(Path(folder).iterdir())]
    rows = [pages[at : at + COLUMNS] for at in range(0, len(pages), COLUMNS)]
    width = max(sum(page.width + GAP for page in row) for row in rows)
    height = sum(max(page.height for page in row) + GAP for row in rows)
    whole = Image.new("RGB", (width, height), "grey")
    top = 0
    for row in rows:
        left = 0
        for page in row:
            whole.paste(page, (left, top))
            left += page.width + GAP
        top += max(page.height for page in row) + GAP
    whole.save(target)


def main() -> None:
    """Print the records that the command line names, and show their pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("records", type=Path, nargs="*")
    parser.add_argument("--lang", nargs="+", default=list(LANGUAGES))
    parser.add_argument("--to", nargs="+", default=["pdf", "docx", "pptx"])
    parser.add_argument("--blank", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    records = given.records or sorted((REPOSITORY / "examples").glob("*.yaml"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = []
        for file, data in printed(records, given.lang, given.to, blank=given.blank):
            made.append(folder / file)
            made[-1].write_bytes(data)
        as_pdf([each for each in made if each.suffix != ".pdf"], folder)
        for each in made:
            pdf = each if each.suffix == ".pdf" else each.with_name(f"{each.name}.pdf")
            sheet(pdf, given.folder / f"{each.name}.png")


if __name__ == "__main__":
    main()
