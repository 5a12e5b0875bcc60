"""What is said of a dossier as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atuforms.sentences import Sentence, plural_sentence
from atuforms.sentences import sentence as _

SENTENCES: Final[Mapping[str, tuple[Sentence, ...]]] = {
    "piece-missing": (
        _("A document is missing: {piece}"),
        _("Write its record with “atuforms new {wanted}”, or add the filled-in document."),
    ),
    "extract-missing": (
        _("A document is missing: {piece}"),
        _(
            "Write its record with “atuforms new minutes-extract” (level: {level}), or add the "
            "document made from one."
        ),
    ),
    "scorm-missing": (
        _("A file is missing: {piece}"),
        _("Add the ZIP file of the resource; it holds a file imsmanifest.xml."),
    ),
    "syllabus-missing": (
        _("A file is missing: {piece}"),
        _("Add it under a name that has the word “syllabus” or «силлабус» in it."),
    ),
    "dossier-kind-unknown": (
        _("It cannot be told what these documents are handed in for"),
        _("Name the kind of dossier with --kind, one of these: {known}."),
    ),
    "document-at-fault": (
        plural_sentence(
            "The document breaks the rules in {count} place",
            "The document breaks the rules in {count} places",
            count="count",
        ),
        _("Correct it before the documents are handed in."),
    ),
    "no-decision": (
        _("{label}: the decision and its reasons are not given"),
        _("Write what was decided, and why."),
    ),
    "no-letter": (
        _("The title in this document is in none of the letters; this is missing: {piece}"),
        _("Add the letter for it, or correct the title."),
    ),
    "documents-disagree": (
        _("{label}: here it is “{here}”, in {document} it is “{there}”"),
        _("Make both say the same."),
    ),
    "copies-disagree": (
        _(
            "The document is a copy of {document}, but says something else; {label}: “{here}” "
            "here, “{there}” there"
        ),
        _("Keep the right one, and make the other anew from it."),
    ),
    "files-not-there": (
        plural_sentence(
            "{label}: {count} file that is named here is not in the folder: {files}",
            "{label}: {count} files that are named here are not in the folder: {files}",
            count="count",
        ),
        _(
            "A file lies beside the document that names it: add what is missing, or correct the "
            "name."
        ),
    ),
    "files-not-pdf": (
        plural_sentence(
            "{label}: {count} file is no PDF: {files}",
            "{label}: {count} files are no PDF: {files}",
            count="count",
        ),
        _("Save it as PDF, and name the PDF here."),
    ),
    "video-not-named": (
        _("{label}: the name “{name}” does not give the number and the title of the lecture"),
        _("Write both, for example “Lecture 3. Hazards”."),
    ),
    "topics-not-covered": (
        plural_sentence(
            "{label}: {count} topic of the syllabus is not in the resource: {topics}",
            "{label}: {count} topics of the syllabus are not in the resource: {topics}",
            count="count",
        ),
        _("Add what is missing, or correct the list of topics."),
    ),
    "scorm-without-manifest": (
        _("{label}: the file {actual} is no SCORM package, since it has no imsmanifest.xml"),
        _("Export the resource as SCORM."),
    ),
    "scorm-manifest-deeper": (
        _("The file imsmanifest.xml does not stand at the top of the package"),
        _("Put the contents of the folder into the ZIP file, not the folder itself."),
    ),
    "scorm-manifest-faulty": (
        _("The file imsmanifest.xml of the package cannot be read, or names no contents"),
        _("Export the resource as SCORM anew."),
    ),
}
