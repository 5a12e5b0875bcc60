"""The examples are of one course and one digital resource, and say the same of both."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest

import atuforms

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
OF_THE_COURSE = (
    *("act-of-implementation", "completion-certificate", "compliance-criteria", "course"),
    *("course-survey", "expertise-protocol", "glossary", "minutes-extract", "mooc-cover-letter"),
    *("mooc-description", "mooc-evaluation-sheet", "mooc-format", "mooc-placement-certificate"),
    *("mooc-support", "mooc-working-programme", "self-study-material", "test-bank"),
    *("video-lecture-slides", "weekly-announcements"),
)
OF_THE_RESOURCE = (
    *("der-evaluation-paper", "der-placement-certificate", "der-transmittal-letter"),
    *("digital-resource", "interactive-presentation"),
)
NAMED = (
    *("02-05-test-bank.docx", "02-02-working-programme.pdf", "glossary.pdf", "references.pdf"),
    *(f"lectures/lecture-{number:02d}.pdf" for number in range(1, 16)),
    *(f"tasks/week-{number}.pdf" for number in range(1, 6)),
)
"""Files that the description of the course names: the university's, and not among the examples."""


def folder_of(names: tuple[str, ...], folder: Path) -> Path:
    shutil.copytree(EXAMPLES / "pictures", folder / "pictures")
    for name in names:
        shutil.copy(EXAMPLES / f"{name}.yaml", folder)
    return folder


def _page(path: Path) -> None:
    """A PDF of one empty page, as any program writes it."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)


def with_files(folder: Path) -> Path:
    for name in NAMED:
        (folder / name).parent.mkdir(exist_ok=True)
        _page(folder / name)
    bank = atuforms.load(folder / "test-bank.yaml")
    atuforms.render(bank, "docx", lang="kk").save(folder / NAMED[0])
    return folder


def with_faculty_extract(folder: Path) -> Path:
    """The department's extract is an example; the faculty says the same a week later."""
    extract = atuforms.load(folder / "minutes-extract.yaml")
    unit = {"kk": "Факультет", "ru": "Факультет", "en": "Faculty"}
    faculty = extract.replace(level="faculty", number="6", date="2025-11-25", unit=unit)
    atuforms.render(faculty, "docx", lang="kk").save(folder / "faculty-extract.docx")
    return folder


def findings(folder: Path, kind: str) -> list[str]:
    report = atuforms.check_dossier(folder, kind=kind)
    return [f"{each.file}: {each.text('en')}" for each in report.findings]


def test_the_course_is_ready_for_its_platform(tmp_path: Path) -> None:
    folder = with_faculty_extract(with_files(folder_of(OF_THE_COURSE, tmp_path / "course")))
    assert findings(folder, "mooc-placement") == []


def test_the_course_is_ready_for_the_competition(tmp_path: Path) -> None:
    folder = with_faculty_extract(with_files(folder_of(OF_THE_COURSE, tmp_path / "course")))
    assert findings(folder, "mooc-competition") == []


def test_the_resource_is_ready_for_its_platform(tmp_path: Path) -> None:
    names = (*OF_THE_RESOURCE, "minutes-extract")
    folder = folder_of(names, tmp_path / "resource")
    with zipfile.ZipFile(folder / "haccp.zip", "w") as package:
        package.writestr("imsmanifest.xml", MANIFEST)
        package.writestr("index.html", "<p>HACCP</p>")
    _page(folder / "syllabus.pdf")
    assert findings(folder, "der-placement") == []


MANIFEST = """<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="haccp">
<organizations default="o"><organization identifier="o"><title>HACCP</title>
<item identifier="i" identifierref="r"><title>HACCP</title></item></organization></organizations>
<resources><resource identifier="r" type="webcontent" href="index.html"><file href="index.html"/>
</resource></resources></manifest>"""


@pytest.mark.parametrize("names", [OF_THE_COURSE, OF_THE_RESOURCE], ids=["course", "resource"])
def test_every_fact_is_said_once_and_alike(names: tuple[str, ...]) -> None:
    """What a dossier does not compare: units, heads, abbreviations, one spelling of HACCP."""
    forms = [atuforms.load(EXAMPLES / f"{name}.yaml") for name in names]
    for field in ("faculty", "department", "department_abbreviation", "head_of_department"):
        said = {repr(getattr(each, field)) for each in forms if getattr(each, field, None)}
        assert len(said) <= 1, field
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.yaml")]
    assert not [text for text in texts if "ХАССП" in text]
