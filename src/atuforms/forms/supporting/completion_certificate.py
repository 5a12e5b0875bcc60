"""Certificate of a learner who has completed a MOOC.

Learners get it on request through the competence centre when the course is over (02 §12.8); the
register gives the number, the director of the centre signs. The regulations give no form.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from atuforms.core.json_numbers import json_number
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.fields.dates import Date
from atuforms.fields.numbers import Amount, Number
from atuforms.fields.people import Person
from atuforms.fields.texts import Name, Text
from atuforms.forms.base import Form
from atuforms.forms.limits import mooc_title_limit
from atuforms.forms.printed import Printed
from atuforms.forms.rules import Breach

CERTIFICATE_FROM = 85
"""Progress in per cent from which a certificate is given, inclusive (02-08)."""

PROGRESS_IMPOSSIBLE = Message(
    _("{label}: {actual}% is not between 0 and 100"),
    _("Write the learner's progress in per cent."),
)
PROGRESS_TOO_LOW = Message(
    _("{label}: {actual}%, a certificate is given from {limit}%"),
    _("Check the learner's progress before you issue the certificate."),
)


class CompletionCertificate(Form):
    """Certificate of completion of a MOOC."""

    SLUG = "completion-certificate"
    CLAUSES = ("02 §12.8",)
    FACTS = {
        "title": "course_title",
        "authors": "authors",
        "academic_hours": "academic_hours",
        "start": "start",
        "end": "end",
        "director": "director",
    }
    # Each is of the cohort in which its learner studied.
    OWN_FACTS = ("start", "end")
    SUBJECTS = ("course",)
    EACH = "completions"
    HOLDER = "listener"
    IDENTITY = ("number", "listener")
    FROM_SETTINGS = {"director": "director"}
    FROM_REGISTER = ("number",)
    SHOWS_PROOF = True

    number: Name
    date: Date
    listener: Person
    course_title: Text
    authors: tuple[Person, ...] | None = None
    start: Date | None = None
    end: Date | None = None
    academic_hours: Amount | None = None
    progress: Number | None = None
    """Share of the course that the learner has completed, in per cent."""
    director: Person

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """What stands where hours, period or progress are not given."""
        return {"absent": "—"}

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """Lines to write them on."""
        return {"absent": "__________"}


mooc_title_limit(CompletionCertificate, "course_title")


@CompletionCertificate.rule(
    "0208-progress-bands",
    "02-08",
    reads="progress",
    severity="warning",
    limits={"minimum": 0, "maximum": 100},
)
def progress_earns_a_certificate(progress: Decimal) -> Iterator[Breach]:
    """барлық курстың 0% - 40% - курс аяқталмады; … барлық курстың 40% - 85% - курс аяқталды, бірақ сертификат берілмейді … барлық курстың 85% - 100% - курс аяқталды және сертификат беріледі;"""  # noqa: E501 — verbatim
    shown = json_number(progress)
    if not 0 <= progress <= 100:
        limit = 100 if progress > 100 else 0
        yield Breach(PROGRESS_IMPOSSIBLE, limit=limit, actual=shown, severity="error")
    elif progress < CERTIFICATE_FROM:
        yield Breach(PROGRESS_TOO_LOW, limit=CERTIFICATE_FROM, actual=shown)
