"""A client's script, as ``mypy --strict`` sees it, and as Python runs it.

The lines that end in ``# wrong`` must be refused by both, and no other line by either.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Literal, assert_type

import atuforms
from atuforms.fields.people import Person as DeepPerson
from atuforms.forms.mooc_development.placement_certificate import (
    MoocPlacementCertificate as DeepCertificate,
)

# What a record or a database gives.
names: list[str] = ["А.С. Жұмабекова", "Б. Ким"]
titles: dict[str, str] = {"kk": "Азық-түлік", "ru": "Пища", "en": "Food"}
rows: list[dict[str, str]] = [{"name": "А.С. Жұмабекова", "degree": "none"}]
values: dict[str, Any] = {
    "number": 12,
    "date": datetime.date(2025, 12, 12),
    "authors": rows,
    "unit": "Department of Food Biotechnology",
    "course_title": titles,
    "platform": "Moodle",
    "language": "kk",
    "target_audience": "Students",
    "placement_date": "2025-12-10",
    "course_link": "https://moodle.atu.edu.kz/course/1",
    "director": "А.Б. Сейтқали",
}

# Whole forms, and what they hold once read.
certificate = atuforms.MoocPlacementCertificate(
    number="12",
    date="2025-12-12",
    authors=["А.С. Жұмабекова", {"name": "Б. Ким", "position": titles}],
    unit="Department of Food Biotechnology",
    course_title={"kk": "Азық-түлік", "ru": "Пища", "en": "Food"},
    platform="Moodle",
    language="kk",
    target_audience="Students",
    placement_date=datetime.date(2025, 12, 10),
    course_link="https://moodle.atu.edu.kz/course/1",
    director=atuforms.Person(name="А.Б. Сейтқали", position={"en": "Director"}),
    lang="kk",
)
assert_type(certificate.date, datetime.date)
assert_type(certificate.course_link, str)
assert_type(certificate.authors, tuple[atuforms.Person, ...])
assert_type(certificate.supporting_documents, tuple[atuforms.Text, ...] | None)
assert_type(certificate.course_title.within("ru"), str | None)
assert_type(certificate.number.plain, str | None)
assert_type(certificate.language, Literal["kk", "ru", "en"])
assert certificate.number == "12"
same = atuforms.MoocPlacementCertificate(**certificate.record())
assert same == certificate
from_values = atuforms.MoocPlacementCertificate(**values)
deep = DeepCertificate(
    number=12,
    date="2025-12-12",
    authors=[DeepPerson(name="Б. Ким"), "А.С. Жұмабекова"],
    unit="Unit",
    course_title=titles,
    platform="Moodle",
    language="kk",
    target_audience="Students",
    placement_date="2025-12-10",
    course_link="https://moodle.atu.edu.kz/course/1",
    director="А.Б. Сейтқали",
)
assert_type(deep.date, datetime.date)
assert isinstance(certificate, DeepCertificate)

# Copies.
again = certificate.replace(number=13, course_title="Food", authors=names)
assert_type(again, atuforms.MoocPlacementCertificate)
bare = again.replace(supporting_documents=None)
director = certificate.director.replace(email="director@atu.edu.kz")
assert_type(director, atuforms.Person)

# Every kind of value, each way to write it.
certificate.replace(authors=rows)
certificate.replace(authors=("Б. Ким",))
certificate.replace(authors=[atuforms.Person(name=titles)])
certificate.replace(authors=[director, *certificate.authors])
certificate.replace(authors=[{"name": name} for name in names])
certificate.replace(number={"kk": "12", "ru": "12-р"}, date=datetime.date(2025, 12, 12))
certificate.replace(language="қазақ тілі", lang=None)
certificate.replace(course_title=atuforms.Text("Food"), unit=certificate.platform)
certificate.replace(supporting_documents=["Protocol", titles])
atuforms.Video(title="Lecture 1", duration="14:20", width=1920, height="1080", container="MP4")
atuforms.Video(duration=14.5, channels=None)
atuforms.Course(
    title="Food",
    language="kk",
    authors=names,
    credits=Decimal("1.5"),
    academic_hours=30,
    general_discipline=False,
    forum=True,
    chat="https://chat.atu.edu.kz",
    difficulty="beginner",
    promo_video={"duration": 2},
    surveys=[{"stage": "start", "questions": ["Why?"]}],
    modules=[
        {"title": "Introduction", "hours": 4},
        atuforms.Course.Module(
            title="Hazards",
            hours="3.5",
            lessons=[atuforms.Course.Lesson(title="Biological", minutes=30, video={"width": 1})],
            practical_task=atuforms.Course.Task(kind="peer", weight="20", blind="yes"),
        ),
    ],
)
lecture = atuforms.MoocWorkingProgramme.Lecture(
    title="Hazards", tasks=[{"kind": "test", "count": 10}]
)
assert_type(lecture.tasks[0].count, int)
band = atuforms.MoocSupport.ProgressBand(from_=0, to=40.5, result="Not finished")
assert_type(band.from_, Decimal)
atuforms.MoocSupport(progress_bands=[band, {"from": 40.5, "to": 100, "result": "Finished"}])
letter = atuforms.load("examples/der-transmittal-letter.yaml")
if isinstance(letter, atuforms.DerTransmittalLetter):
    letter.replace(language="kk", der_type="e_textbook", number_of_topics="7")
    letter.replace(language=("kk", "ru"))
minutes = atuforms.load("examples/minutes-extract.yaml")
if isinstance(minutes, atuforms.MinutesExtract):
    minutes.replace(present=12)
    minutes.replace(present=names, present_count=None)

# The functions.
assert_type(atuforms.get_form("02-09"), type[atuforms.Form])
assert_type(atuforms.FORMS["02-09"], type[atuforms.Form])
assert_type(atuforms.check(certificate), atuforms.Report)
assert_type(atuforms.check(certificate).errors, tuple[atuforms.Finding, ...])
assert_type(atuforms.load(certificate.record()), atuforms.Form)
assert_type(atuforms.__version__, str)
some_form = atuforms.get_form("glossary")(terms=[{"term": "Hazard", "definition": "Harm"}])
assert_type(some_form, atuforms.Form)

# What is refused.
atuforms.MoocPlacementCertificate(nonsense=1)  # wrong
atuforms.MoocPlacementCertificate(number="1")  # wrong
atuforms.MoocPlacementCertificate("12")  # wrong
atuforms.Nonsense()  # wrong
atuforms.Person(nme="А.С. Жұмабекова")  # wrong
atuforms.Person("А.С. Жұмабекова")  # wrong
atuforms.Glossary(terms=5)  # wrong
atuforms.Glossary(terms=["Hazard"])  # wrong
atuforms.Glossary(terms="Hazard")  # wrong
certificate.replace(nonsense=1)  # wrong
certificate.replace(number=["1"])  # wrong
certificate.replace(number=None)  # wrong
certificate.replace(date=20251212)  # wrong
certificate.replace(authors="А.С. Жұмабекова")  # wrong
certificate.replace(authors=[5])  # wrong
certificate.replace(authors=[certificate])  # wrong
certificate.replace(course_title=["Food"])  # wrong
certificate.replace(course_title={"ru": 5})  # wrong
certificate.replace(language="kz")  # wrong
certificate.replace(lang="kz")  # wrong
certificate.replace(course_link=5)  # wrong
atuforms.Video(duration=[14])  # wrong
atuforms.Video(width=19.2)  # wrong
atuforms.Course.Task(weight="1", blind=[])  # wrong
atuforms.Course.Task(kind="alone")  # wrong
atuforms.MoocSupport.ProgressBand(to=40, result="Not finished")  # wrong
certificate.number = "13"  # wrong
director.name = "Б. Ким"  # wrong
atuforms.get_form(5)  # wrong
atuforms.check(5)  # wrong
