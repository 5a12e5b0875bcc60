"""What is said of a dossier as a whole."""

from __future__ import annotations

from atuforms.core.language.sentences import Message, plural_sentence
from atuforms.core.language.sentences import sentence as _

PIECE_MISSING = Message(
    _("A document is missing: {piece}"),
    _("Write its record with “atuforms new {wanted}”, or add the filled-in document."),
)
ENTRY_PIECE_MISSING = Message(
    _("“{title}”: a document is missing: {piece}"),
    _("Write its record with “atuforms new {wanted}”, or add the filled-in document."),
)
UNIT_EXTRACT_MISSING = Message(
    _("“{unit}”: a document is missing: {piece}"),
    _(
        "Write its record with “atuforms new minutes-extract” (level: {level}), or add the "
        "document made from one."
    ),
)
NOT_AN_ENTRY = Message(
    _("The document is of none of the entries of the competition"),
    _("Correct its title or link, add the entry, or take the document out."),
)
MINUTES_DIFFER = Message(
    _("“{title}”: place {actual} here, but by the experts' sheets it is place {limit}"),
    _("Let “atuforms rank” write the minutes."),
)
EXTRACT_MISSING = Message(
    _("A document is missing: {piece}"),
    _(
        "Write its record with “atuforms new minutes-extract” (level: {level}), or add the "
        "document made from one."
    ),
)
SCORM_MISSING = Message(
    _("A file is missing: {piece}"),
    _("Add the ZIP file of the resource; it holds a file imsmanifest.xml."),
)
SYLLABUS_MISSING = Message(
    _("A file is missing: {piece}"),
    _("Add it under a name that has the word “syllabus” or «силлабус» in it."),
)
DOSSIER_KIND_UNKNOWN = Message(
    _("It cannot be told what these documents are handed in for"),
    _("Name the kind of dossier with --kind, one of these: {known}."),
)
DOCUMENT_AT_FAULT = Message(
    plural_sentence(
        "The document breaks the rules in {count} place",
        "The document breaks the rules in {count} places",
        count="count",
    ),
    _("Correct it before the documents are handed in."),
)
NO_DECISION = Message(
    _("{label}: the decision and its reasons are not given"),
    _("Write what was decided, and why."),
)
NO_LETTER = Message(
    _("The title in this document is in none of the letters; this is missing: {piece}"),
    _("Add the letter for it, or correct the title."),
)
DOCUMENTS_DISAGREE = Message(
    _("{label}: here it is “{here}”, in {document} it is “{there}”"),
    _("Make both say the same."),
)
OVERRIDDEN = Message(
    _(
        "{label}: “{here}” here stands in place of “{there}” in {document}; the document says "
        "what its own record says"
    ),
    _("If both should say the same, take it out here."),
)
FACT_MISSING = Message(
    _("{label}: this is missing; these documents need it: {documents}"),
    _("Write a line “{key}: …”."),
    in_python=_("Write “{key}” into {document}."),
)
OWN_FACT_MISSING = Message(
    _("{label}: this is missing; only the document itself can say it: {documents}"),
    _("Write a line “{key}: …”."),
    in_python=_(
        "Write “{key}” into a record of the form beside {document}; “atuforms new {wanted}” "
        "begins one."
    ),
)
COPIES_DISAGREE = Message(
    _(
        "The document is a copy of {document}, but says something else; {label}: “{here}” "
        "here, “{there}” there"
    ),
    _("Keep the right one, and make the other anew from it."),
)
FILES_NOT_THERE = Message(
    plural_sentence(
        "{label}: {count} file that is named here is not in the folder: {files}",
        "{label}: {count} files that are named here are not in the folder: {files}",
        count="count",
    ),
    _("A file lies beside the document that names it: add what is missing, or correct the name."),
)
FILES_NOT_PDF = Message(
    plural_sentence(
        "{label}: {count} file is no PDF: {files}",
        "{label}: {count} files are no PDF: {files}",
        count="count",
    ),
    _("Save it as PDF, and name the PDF here."),
)
VIDEO_NOT_NAMED = Message(
    _("{label}: the name “{name}” does not give the number and the title of the lecture"),
    _("Write both, for example “Lecture 3. Hazards”."),
)
TOPICS_NOT_COVERED = Message(
    plural_sentence(
        "{label}: {count} topic of the syllabus is not in the resource: {topics}",
        "{label}: {count} topics of the syllabus are not in the resource: {topics}",
        count="count",
    ),
    _("Add what is missing, or correct the list of topics."),
)
SCORM_WITHOUT_MANIFEST = Message(
    _("{label}: the file {actual} is no SCORM package, since it has no imsmanifest.xml"),
    _("Export the resource as SCORM."),
)
SCORM_MANIFEST_DEEPER = Message(
    _("The file imsmanifest.xml does not stand at the top of the package"),
    _("Put the contents of the folder into the ZIP file, not the folder itself."),
)
SCORM_MANIFEST_FAULTY = Message(
    _("The file imsmanifest.xml of the package cannot be read, or names no contents"),
    _("Export the resource as SCORM anew."),
)
