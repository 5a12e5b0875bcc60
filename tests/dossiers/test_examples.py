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


def test_the_lectures_of_the_course_are_called_alike() -> None:
    """Four records list them: whole, by modules, and with their numbers."""
    course, programme, description, format_ = (
        atuforms.load(EXAMPLES / f"{name}.yaml").record()
        for name in ("course", "mooc-working-programme", "mooc-description", "mooc-format")
    )
    modules = [each["title"] for each in course["modules"]]
    assert modules == [each["title"] for each in programme["modules"]]
    lectures = [each["title"] for module in course["modules"] for each in module["lessons"]]
    taught = [each["title"] for module in programme["modules"] for each in module["lectures"]]
    assert lectures == taught == [each["title"] for each in format_["video_lectures"]]
    for number, (lecture, said) in enumerate(
        zip(lectures, description["video_lectures"], strict=True), 1
    ):
        prefix = {
            "kk": f"{number}-дәріс. ",
            "ru": f"Лекция {number}. ",
            "en": f"Lecture {number}. ",
        }
        assert said["title"] == {lang: prefix[lang] + lecture[lang] for lang in prefix}


def test_the_bank_asks_about_each_lecture_of_the_course() -> None:
    """Twenty items a module, on its own lectures, in three languages, answers at every letter."""
    programme = atuforms.load(EXAMPLES / "mooc-working-programme.yaml").record()["modules"]
    questions = atuforms.load(EXAMPLES / "test-bank.yaml").record()["questions"]
    asked = [(int(each["module"]), int(each["lecture"])) for each in questions]
    first = 1
    for number, module in enumerate(programme, 1):
        numbers = [lecture for place, lecture in asked if place == number]
        count = len(module["lectures"])
        assert len(numbers) == len(questions) // len(programme)
        assert set(numbers) == set(range(first, first + count))
        first += count
    letters = [each["answer"] for each in questions]
    assert min(letters.count(letter) for letter in "ABCDE") >= 15
    assert all(set(each["text"]) == {"kk", "ru", "en"} for each in questions)


def test_the_examples_of_a_competition_make_its_order(tmp_path: Path) -> None:
    """Entries, an expert's sheet and the minutes are of one competition, with nothing to mend."""
    competition = atuforms.load(EXAMPLES / "competition.yaml")
    sheet = atuforms.load(EXAMPLES / "mooc-evaluation-sheet.yaml")
    minutes = atuforms.load(EXAMPLES / "competition-minutes.yaml").record()
    assert [each.text("en") for each in atuforms.check(competition).findings] == []
    ranking = atuforms.rank([competition, sheet])
    assert ranking.report.findings == ()
    expert = sheet.record()["expert"]
    said = {
        row["link"]: mark["points"]
        for row in minutes["standings"]
        for mark in row["marks"]
        if mark["expert"] == expert
    }
    assert {each.link: each.total for each in ranking.standings} == said
    entered = {each["link"]: each for each in competition.record()["entries"]}
    for row in minutes["standings"]:
        entry = entered[row["link"]]
        assert (row["title"], row["authors"]) == (entry["title"], entry["authors"])
        points = [mark["points"] for mark in row["marks"]]
        assert (row["total"], row["mean"]) == (sum(points), sum(points) / len(points))
    places = [row["total"] for row in minutes["standings"]]
    assert places == sorted(places, reverse=True)


def test_the_examples_of_resources_are_ranked() -> None:
    ranking = atuforms.rank([EXAMPLES / "der-evaluation-paper.yaml"])
    assert ranking.report.findings == ()
    resource = atuforms.load(EXAMPLES / "digital-resource.yaml").record()
    assert ranking.standings[0].title.text("kk") == resource["title"]["kk"]
