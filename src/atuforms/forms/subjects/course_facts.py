"""What a course gives to the forms in another shape than it stands in its record.

The forms have lists where the record has modules with lessons: video lectures, study materials,
the structure of the working programme. Nothing is added but the numbers of the lectures; what the
record does not say is left out, and is asked for where it would stand in the record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import choice_words, read_wording
from atuforms.fields.lists import PlainText, joined_texts
from atuforms.forms.facts import FactName, GivenFact

Plain = Mapping[str, Any]

_SLUG = "course"


def course_facts(course: Plain) -> dict[FactName, GivenFact]:
    """The facts that are put together from the ``course``, a record as plain data."""
    found: dict[FactName, GivenFact] = {}
    for fact, make in _MADE.items():
        made = make(course)
        if made is not None:
            found[fact] = made
    return found


def _full_description(course: Plain) -> GivenFact | None:
    """What learners acquire, where it is described apart."""
    given = course.get("full_description")
    return GivenFact(given, "full_description") if given is not None else None


def authorship(record: Plain) -> dict[FactName, GivenFact]:
    """Who is meant where one author is named, and the division that a certificate names."""
    made: dict[FactName, GivenFact | None] = {"author": _author(record), "unit": _unit(record)}
    return {fact: given for fact, given in made.items() if given is not None}


def _author(course: Plain) -> GivenFact | None:
    """The one author; of several none can be told to be the one who is meant."""
    authors: Sequence[object] = course.get("authors") or ()
    return GivenFact(authors[0], "authors.0") if len(authors) == 1 else None


def _unit(course: Plain) -> GivenFact | None:
    """The name of the division, where it is another than that of the department."""
    return GivenFact(course["unit"], "unit") if "unit" in course else None


def _academic_year(course: Plain) -> GivenFact | None:
    begin, end = course.get("academic_year_from"), course.get("academic_year_to")
    if begin is None or end is None:
        return None
    return GivenFact(f"{begin}–{end}", "academic_year_from", lambda _below: "academic_year_from")


def _weeks(course: Plain) -> GivenFact | None:
    modules = course.get("modules")
    return GivenFact(len(modules), "modules") if modules else None


def _lessons(course: Plain) -> Iterator[tuple[str, Plain]]:
    for number, module in enumerate(course.get("modules") or ()):
        for place, lesson in enumerate(module.get("lessons") or ()):
            yield f"modules.{number}.lessons.{place}", lesson


def _video_lectures(course: Plain) -> GivenFact | None:
    """The video lectures, under the titles of their lessons with their number."""
    videos: list[Plain] = []
    places: list[str] = []
    for number, (path, lesson) in enumerate(_lessons(course), start=1):
        if "video" in lesson:
            said = lesson.get("title")
            title = {"title": _lecture(number, said, course.get("lang"))} if said else {}
            videos.append({**title, **lesson["video"]})
            places.append(f"{path}.video")
    return GivenFact(videos, "modules", _by_place(places)) if videos else None


def _lecture(number: int, title: PlainText, lang: Language | None) -> PlainText:
    """“Lecture 3. Hazards”; a title without a language has the number alone."""
    if isinstance(title, str):
        return _numbered(number, title, lang) if lang else f"{number}. {title}"
    return {each: _numbered(number, title[each], each) for each in LANGUAGES if each in title}


def _numbered(number: int, title: str, lang: Language) -> str:
    before, after = read_wording(_SLUG, lang)["lecture"]
    return f"{before}{number}{after}{title}"


def _lecture_files(course: Plain) -> GivenFact | None:
    found = [
        (f"{path}.material", lesson["material"])
        for path, lesson in _lessons(course)
        if "material" in lesson
    ]
    places = [path for path, _file in found]
    files = [file for _path, file in found]
    return GivenFact(files, "modules", _by_place(places)) if found else None


def _announcements(course: Plain) -> GivenFact | None:
    numbered = [
        (number, module["announcement"])
        for number, module in enumerate(course.get("modules") or ())
        if "announcement" in module
    ]
    places = [f"modules.{number}.announcement" for number, _text in numbered]
    value = [{"module": number + 1, "text": text} for number, text in numbered]
    return GivenFact(value, "modules", _by_place(places)) if value else None


def _by_place(places: Sequence[str]) -> Callable[[str], str]:
    """Where the items of a list stand in the record, in their order."""

    def below(path: str) -> str:
        number, _dot, rest = path.partition(".")
        if not number.isdigit() or int(number) >= len(places):
            return places[0]
        # A title that is put together stands at the lesson; the text is the announcement itself.
        if rest.partition(".")[0] in ("title", "text", "module"):
            return places[int(number)]
        return f"{places[int(number)]}.{rest}".strip(".")

    return below


def _programme(course: Plain) -> GivenFact | None:
    """The modules as 02-02 has them: lectures with counted tasks, a control for each module."""
    modules = [_module(module) for module in course.get("modules") or ()]
    return GivenFact(modules, "modules", _programme_place) if modules else None


def _module(module: Plain) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "title" in module:
        found["title"] = module["title"]
    if "lessons" in module:
        found["lectures"] = [_with_tasks(lesson) for lesson in module["lessons"]]
    control = _control(module.get("summative") or ())
    return {**found, "final_control": control} if control else found


def _with_tasks(lesson: Plain) -> dict[str, Any]:
    found = {"title": lesson["title"]} if "title" in lesson else {}
    tasks = [_counted(task) for task in lesson.get("tasks") or ()]
    return {**found, "tasks": tasks} if tasks else found


def _control(tasks: Sequence[Plain]) -> dict[str, Any]:
    """The control of a module: its task, or the titles of several in one line."""
    if len(tasks) < 2:
        return _counted(tasks[0]) if tasks else {}
    kinds = [said["kind"] for task in tasks if "kind" in (said := _counted(task))]
    return {"kind": joined_texts(kinds)} if len(kinds) == len(tasks) else {}


def _counted(task: Plain) -> dict[str, Any]:
    """A task as 02-02 prints it: its title, or the words of its kind, and how many there are."""
    found: dict[str, Any] = {}
    if "title" in task:
        found["kind"] = task["title"]
    elif "kind" in task:
        found["kind"] = {lang: choice_words("task_kind", lang)[task["kind"]] for lang in LANGUAGES}
    if "count" in task:
        found["count"] = task["count"]
    return found


def _final_control(course: Plain) -> GivenFact | None:
    control = _counted(course.get("final_task") or {})
    return GivenFact(control, "final_task", _final_place) if control else None


def _programme_place(below: str) -> str:
    place = re.sub(r"^(\d+)\.lectures", r"\1.lessons", below)
    place = re.sub(r"^(\d+)\.final_control", r"\1.summative.0", place)
    return f"modules.{_task_place(place)}"


def _final_place(below: str) -> str:
    return f"final_task.{_task_place(below)}"


def _task_place(place: str) -> str:
    """What is printed as the kind of a task is its title."""
    return re.sub(r"(^|\.)kind(\.\w+)?$", r"\1title\2", place)


_MADE: Mapping[FactName, Callable[[Plain], GivenFact | None]] = {
    "author": _author,
    "unit": _unit,
    "full_description": _full_description,
    "academic_year": _academic_year,
    "weeks": _weeks,
    "video_lectures": _video_lectures,
    "lecture_files": _lecture_files,
    "announcements": _announcements,
    "programme": _programme,
    "final_control": _final_control,
}
