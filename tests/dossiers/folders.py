"""Folders of documents for the tests, made from the examples."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
from tests.forms.builders import EXAMPLES, changed, example

MANIFEST = (
    '<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2">'
    '<organizations default="a"><organization identifier="a"/></organizations>'
    '<resources><resource identifier="r" href="index.html"/></resources></manifest>'
)
FACULTY = {"level": "faculty", "number": "7", "date": "2025-11-25"}


def put(folder: Path, name: str, record: dict[str, Any]) -> Path:
    """Write a record into the folder, as JSON."""
    path = folder / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return path


def put_pdf(folder: Path, name: str) -> Path:
    """A PDF that carries no record, as a scanner writes it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(path)
    return path


def put_zip(folder: Path, name: str, **files: str) -> Path:
    """A ZIP file; a name of a member has ``__`` where there is a full stop."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for member, text in files.items():
            archive.writestr(member.replace("__", "."), text)
    path = folder / name
    path.write_bytes(stream.getvalue())
    return path


def extracts(folder: Path) -> None:
    put(folder, "department", example("minutes-extract"))
    put(folder, "faculty", example("minutes-extract") | FACULTY)


def mooc_placement(folder: Path) -> Path:
    description = changed("mooc-description", tests="test-bank.json")
    put(folder, "description", description)
    put(folder, "programme", example("mooc-working-programme"))
    title = description["course_title"]
    put(folder, "test-bank", example("test-bank") | {"course_title": title})
    put(folder, "expertise", example("expertise-protocol"))
    extracts(folder)
    names = ("work_programme", "glossary", "references", "self_study_materials", "tasks")
    for name in names:
        value = description[name]
        for file in value if isinstance(value, list) else [value]:
            put_pdf(folder, file)
    return folder


def mooc_competition(folder: Path) -> Path:
    shutil.copytree(EXAMPLES / "pictures", folder / "pictures")
    put(folder, "letter", example("mooc-cover-letter"))
    put(folder, "format", example("mooc-format"))
    put(folder, "act", example("act-of-implementation"))
    put(folder, "certificate", example("mooc-placement-certificate"))
    return folder


def mooc_to_faculty(folder: Path) -> Path:
    put(folder, "letter", example("mooc-cover-letter"))
    put(folder, "department", example("minutes-extract"))
    return folder


def mooc_to_commission(folder: Path) -> Path:
    put(folder, "letter", example("mooc-cover-letter"))
    put(folder, "faculty", example("minutes-extract") | FACULTY)
    return folder


def der_placement(folder: Path) -> Path:
    kind = {"der_type": "lecture_course"}
    put(folder, "resource", example("digital-resource") | kind)
    put(folder, "certificate", example("der-placement-certificate") | kind)
    put(folder, "department", example("minutes-extract"))
    put_zip(folder, "haccp.zip", imsmanifest__xml=MANIFEST, index__html="<p/>")
    put_pdf(folder, "Силлабус.pdf")
    return folder


def der_letter() -> dict[str, Any]:
    """04-01 of the resource of which the other examples speak."""
    resource, certificate = example("digital-resource"), example("der-placement-certificate")
    return example("der-transmittal-letter") | {
        "der_title": resource["title"],
        "discipline": certificate["discipline"],
        "language": [certificate["language"]],
        "der_type": certificate["der_type"],
        "number_of_topics": len(certificate["topics"]),
        "der_link": certificate["der_link"],
        "authors": [
            person | {"workplace": "«АТУ» АҚ", "email": "g.k@atu.edu.kz"}
            for person in certificate["authors"]
        ],
    }


def der_competition(folder: Path) -> Path:
    letter = der_letter()
    put(folder, "letter", letter)
    put(folder, "certificate", example("der-placement-certificate"))
    act = {"title": letter["der_title"], "authors": letter["authors"]}
    put(folder, "act", example("act-of-implementation") | act)
    return folder


def der_to_faculty(folder: Path) -> Path:
    put(folder, "letter", der_letter())
    put(folder, "department", example("minutes-extract"))
    return folder


def der_to_commission(folder: Path) -> Path:
    put(folder, "letter", der_letter())
    put(folder, "faculty", example("minutes-extract") | FACULTY)
    return folder


COMPLETE = {
    "mooc-placement": mooc_placement,
    "der-placement": der_placement,
    "mooc-competition": mooc_competition,
    "der-competition": der_competition,
    "mooc-to-faculty": mooc_to_faculty,
    "mooc-to-commission": mooc_to_commission,
    "der-to-faculty": der_to_faculty,
    "der-to-commission": der_to_commission,
}
"""What makes a complete dossier of each kind in a folder."""
