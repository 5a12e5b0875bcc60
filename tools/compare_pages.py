"""Which documents have other pages in Word than as PDF: ``python tools/compare_pages.py``.

Renders the example and the blank of every form in every language, lets LibreOffice make a PDF of
the Word document or the slides, and prints those whose numbers of pages differ from our PDF.
Needs LibreOffice and pikepdf.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.forms.all_forms import form_classes, get_form

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def main(names: list[str]) -> None:
    """Compare the named forms, or all: the example of each, and its blank."""
    slugs = names or [form.SLUG for form in form_classes()]
    with TemporaryDirectory() as folder:
        compare(slugs, Path(folder))


def compare(slugs: list[str], folder: Path) -> None:
    """Print how many pages each document has in both formats, where the numbers differ."""
    made = [file for slug in slugs for file in written(slug, folder)]
    office = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    office += ["--convert-to", "pdf", "--outdir", str(folder / "office")]
    subprocess.run([*office, *map(str, made)], check=True, capture_output=True)
    differing = 0
    print(f"{'document':52}{'PDF':>5}{'Office':>8}")
    for file in made:
        ours = pages(file.with_suffix(".pdf"))
        theirs = pages(folder / "office" / f"{file.stem}.pdf")
        if ours != theirs:
            differing += 1
            print(f"{file.name:52}{ours:5}{theirs:8}")
    print(f"{differing} of {len(made)} documents differ in the number of pages.")


def written(slug: str, folder: Path) -> Iterator[Path]:
    """The Office documents of a form in every language; beside each, its PDF."""
    form = get_form(slug)
    for to in {"docx", "pptx"} & set(form.FORMATS):
        for lang in LANGUAGES:
            example = folder / f"{slug}.{lang}.{to}"
            atuforms.render(EXAMPLES / f"{slug}.yaml", to, lang=lang).save(example)
            atuforms.render(EXAMPLES / f"{slug}.yaml", "pdf", lang=lang).save(
                example.with_suffix(".pdf")
            )
            yield example
            if form.HAS_BLANK:
                blank = folder / f"{slug}.{lang}.blank.{to}"
                atuforms.blank(form, to, lang=lang).save(blank)
                atuforms.blank(form, "pdf", lang=lang).save(blank.with_suffix(".pdf"))
                yield blank


def pages(file: Path) -> int:
    """The number of pages of a PDF."""
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


if __name__ == "__main__":
    main(sys.argv[1:])
