"""The terms that the regulations set: one line a rule, with its clause and its sentence.

What each means in days, :mod:`atuforms.records.terms` knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from atuforms.core.findings import Severity
from atuforms.core.language.sentences import Sentence
from atuforms.core.language.sentences import sentence as _

_DIGITAL = _("Digital Development Department")
_CENTRE = _("Center for Artificial Intelligence and Digital Development")
_AUTHORS = _("Authors of the course")
_LECTURER = _("Lecturer who is recorded")
_HEADS = _("Heads of departments")
_DEANS = _("Deans of faculties")
_DIRECTOR = _("Director of the Center for Artificial Intelligence and Digital Development")


@dataclass(frozen=True, slots=True)
class CalendarRule:
    """A term: ``subject`` is the record that it is about, ``01`` and ``04`` the competitions.

    ``undated`` says what is lacking where no record can date it.
    """

    id: str
    clause: str
    subject: str
    what: Sentence
    who: Sentence
    sentence: str
    """The sentence of the regulation, as it stands there."""
    severity: Severity = "error"
    undated: Sentence | None = None


_RULES: tuple[CalendarRule, ...] = (
    CalendarRule(
        "01-periodic-review",
        "01 Preface",
        "",
        _("Review the regulation"),
        _DIRECTOR,
        "The director of the CAIDD, not exceeding 3 years, in accordance with DP "
        "ATU-Q&AD-DP-7.5-2023-02, carries out periodic review of this provision.",
        undated=_("No record has the date of the last review; there are 3 years from then."),
    ),
    CalendarRule(
        "01-once-a-year",
        "01 §9.1",
        "",
        _("Hold the competition of MOOCs"),
        _CENTRE,
        "The Competition is held once a year, based on the results of the autumn or spring "
        "semester.",
        undated=_(
            "A record has one competition; that there is no other in its year is for the centre "
            "to see."
        ),
    ),
    CalendarRule(
        "03-announce",
        "03 §12.2",
        "",
        _("Publish the news of digital educational resources on the website"),
        _CENTRE,
        "сайтындағы Жаңалықтар бөлімінде орналастыру;",
        undated=_("The regulation sets no date, and no record has the day of the news."),
    ),
    CalendarRule(
        "01-announce-10-days",
        "01 §9.2",
        "01",
        _("Publish the news of the competition on the website"),
        _CENTRE,
        "Information about the Competition is published on the websites of JSC «ATU» "
        "<https://atu.edu.kz/> … in the News section no later than 10 working days prior to the "
        "start of the application period.",
    ),
    CalendarRule(
        "01-reject-late",
        "01 §9.9",
        "01",
        _("Hand in the applications"),
        _("Participants of the competition"),
        "those received after the submission deadline set by the Rector's order, are not accepted "
        "for consideration.",
    ),
    CalendarRule(
        "01-heads-extract-timely",
        "01 §13 Heads of departments",
        "01",
        _("Forward the extracts and the documents of the first stage to the faculty"),
        _HEADS,
        "timely submission of an extract from the minutes of the department meeting and the "
        "documents of the winners of the first stage of the Competition to the Faculty Expert "
        "Commission.",
    ),
    CalendarRule(
        "01-deans-extract-timely",
        "01 §13 Deans of faculties",
        "01",
        _("Forward the extracts and the documents of the second stage to the Commission"),
        _DEANS,
        "timely submission of an extract from the minutes of the meeting of the Faculty Expert "
        "Commission and the documents of the winners of the second stage of the Competition to "
        "the Competition Commission of JSC «ATU».",
    ),
    CalendarRule(
        "02-registration-window-2w",
        "02 §12.1",
        "course",
        _("Open and close the registration"),
        _DIGITAL,
        "Курске тіркелу курстың басталуына 2 апта қалғанда басталып, курстың басталуынан кейін 2 "
        "аптадан соң аяқталады.",
    ),
    CalendarRule(
        "02-registration-close-3w",
        "02 §12.5",
        "course",
        _("Close the registration at the latest"),
        _DIGITAL,
        "Курстың басталғанына 3 апта болғаннан кейін курсқа тіркелу жабылады.",
    ),
    CalendarRule(
        "02-section-open-max-2w",
        "02 §12.2",
        "course",
        _("Close the section of module {module}"),
        _AUTHORS,
        "Әр бөлімді кезек-кезегімен 2 аптадан артық ашпау ұсынылады.",
        "warning",
    ),
    CalendarRule(
        "02-info-letter-2w",
        "02 §12.6",
        "course",
        _("Send the information letter and post it in social networks"),
        _DIGITAL,
        "Курстың басталуына 2 апта қалғанда, ЦДБ мамандары курс басталатыны туралы ақпараттық хат "
        "жіберіп, әлеуметтік желі беттерінде жариялайды.",
    ),
    CalendarRule(
        "02-analysis-2w",
        "02 §12.10.2",
        "course",
        _("Hand over the analysis of the results"),
        _AUTHORS,
        "Талдау нәтижелері курстың аяқталуынан кейін 2 апта ішінде авторлар немесе авторлар ұжымы "
        "ЦДБ-не беріледі.",
    ),
    CalendarRule(
        "02-announce-10-days",
        "02 §14.2",
        "course",
        _("Publish the news of the course on the website"),
        _CENTRE,
        "сайтындағы Жаңалықтар бөліміне курстың басталуына 10 жұмыс күнінен кешіктірмей "
        "орналастыру;",
    ),
    CalendarRule(
        "0207-arrive-30-min",
        "02-07 item 2",
        "course",
        _("Come to the recording of lecture {lecture}"),
        _LECTURER,
        "Бейнелекцияны жазуды бастауға 30 минут қалғанда келіңіз.",
    ),
    CalendarRule(
        "0207-send-day-before",
        "02-07 item 3",
        "course",
        _("Send the slides of lecture {lecture}"),
        _LECTURER,
        "дәрістерді бір күн бұрын/алдын ала пошта арқылы ЦДБ маманына (mooc@atu.edu.kz) жіберу;",
        "warning",
    ),
    CalendarRule(
        "04-announce-10-days",
        "04 §9.1",
        "04",
        _("Publish the news of the competition on the website"),
        _CENTRE,
        "in the News section no later than 10 working days before the start of applications.",
    ),
    CalendarRule(
        "04-heads-extract-timely",
        "04 §12 Heads of departments",
        "04",
        _("Forward the extracts and the documents of the first stage to the faculty"),
        _HEADS,
        "timely transfer of an extract from the minutes of the meeting of the department and "
        "documents of the winners of the first stage of the competition to the Expert Commission "
        "of the faculty.",
    ),
    CalendarRule(
        "04-deans-extract-timely",
        "04 §12 Deans of faculties",
        "04",
        _("Forward the extracts and the documents of the second stage to the Commission"),
        _DEANS,
        "timely transfer of an extract from the minutes of the meeting of the Faculty Expert "
        "Commission and documents of the winners of the second stage of the competition to the "
        "Competition Commission.",
    ),
)

CALENDAR_RULES: Final[Mapping[str, CalendarRule]] = {rule.id: rule for rule in _RULES}
"""The terms by rule id."""
