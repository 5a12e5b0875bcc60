"""What a dossier must hold: one table, each line with its rule and its clause.

A rule is about one or several *kinds* of dossier. What it wants in the folder stands in ``holds``;
what has to be looked at more closely has a function in :mod:`atuforms.dossiers.contents`. What no
folder can show has its reason under ``unseen``, what it shows only in part under ``partly``.
Where the regulations list documents differently, a dossier must hold those of every list.

That a form belongs into a dossier is a fact of the kind of dossier, which the regulations list by
codes; so forms are named here, and nowhere else in this package. Which of its fields says what, a
form tells itself, in its ``FACTS``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from atuforms.core.exceptions import UnknownDossier
from atuforms.core.findings import Severity
from atuforms.core.language.codes import full_code
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Message, Sentence, message
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import fill
from atuforms.core.language.wording import wording_of
from atuforms.dossiers.messages import (
    EXTRACT_MISSING,
    PIECE_MISSING,
    SCORM_MISSING,
    SYLLABUS_MISSING,
)
from atuforms.forms.all_forms import get_form
from atuforms.forms.facts import FactName

KINDS: Final[Mapping[str, Sentence]] = {
    "mooc-placement": _("placement of a MOOC on the platform"),
    "der-placement": _("placement of a digital educational resource on the platform"),
    "mooc-competition": _("entry for the competition of MOOCs"),
    "der-competition": _("entry for the competition of digital educational resources"),
    "mooc-to-faculty": _("competition of MOOCs, from the department to the faculty"),
    "mooc-to-commission": _("competition of MOOCs, from the faculty to the Competition Commission"),
    "der-to-faculty": _(
        "competition of digital educational resources, from the department to the faculty"
    ),
    "der-to-commission": _(
        "competition of digital educational resources, from the faculty to the Competition "
        "Commission"
    ),
}
"""The kinds of dossier by name, with what each is for."""

HAND_OVERS: Final = ("mooc-to-faculty", "mooc-to-commission", "der-to-faculty", "der-to-commission")
"""Kinds in which several courses or resources travel together (01 §9.8, 04 §9.7)."""


def kind_named(name: str) -> str:
    """The kind of this name; letter case does not matter.

    :raises UnknownDossier: if there is none.
    """
    kind = str.strip(name).lower()
    if kind not in KINDS:
        raise UnknownDossier(
            "There is no kind of dossier “{name}”. Name one of these: {known}.",
            name=name,
            known=", ".join(KINDS),
        )
    return kind


@dataclass(frozen=True, slots=True)
class Piece:
    """A document that a dossier must hold.

    ``form`` is its code or slug; ``level`` whose meeting an extract is from. Without a form it is
    another file, which ``words`` names. Its ``scan`` may stand for it, if another document names
    the file.
    """

    form: str = ""
    level: str = ""
    scan: FactName | None = None
    words: Sentence | None = None
    missing: Message = PIECE_MISSING
    """What says that it is missing, and what to do."""

    def text(self, lang: Language) -> str:
        """What a reader calls it: its title and code."""
        if self.words is not None:
            return fill(self.words, lang, {})
        form = get_form(self.form)
        title = str(wording_of(form, lang)["title"])
        return f"{title} ({full_code(form.CODE, lang)})" if form.CODE else title


LETTER = Piece("01-01")
FORMAT = Piece("01-02")
DESCRIPTION = Piece("02-01")
PROGRAMME = Piece("02-02", scan="programme_file")  # 02-01 asks for it with signatures and stamp
BANK = Piece("02-05")
CERTIFICATE = Piece("02-09")
EXPERTISE = Piece("02-11")
DER_CERTIFICATE = Piece("03-01")
PRESENTATION = Piece("03-02")
DER_LETTER = Piece("04-01")
ACT = Piece("act-of-implementation")
MINUTES = Piece("competition-minutes")
SHEETS: Final[Mapping[str, Piece]] = {"01": Piece("01-03"), "04": Piece("04-02")}
"""What an expert fills in, by regulation."""
COURSE = Piece("course")
RESOURCE = Piece("digital-resource")
DEPARTMENT = Piece(
    "minutes-extract",
    "department",
    words=_("Extract from the minutes of the department meeting"),
    missing=EXTRACT_MISSING,
)
FACULTY = Piece(
    "minutes-extract",
    "faculty",
    words=_("Extract from the minutes of the meeting of the Faculty Expert Commission"),
    missing=EXTRACT_MISSING,
)
SCORM = Piece(words=_("Electronic version of the resource (SCORM)"), missing=SCORM_MISSING)
SYLLABUS = Piece(words=_("Electronic version of the syllabus"), missing=SYLLABUS_MISSING)

LETTERS: Final[Mapping[str, Piece]] = {"01": LETTER, "04": DER_LETTER}
"""By what courses and resources enter a competition, by regulation."""
COMPETITION_KINDS: Final[Mapping[str, str]] = {"01": "mooc-competition", "04": "der-competition"}
"""The kind of dossier of an entry, and of a whole competition, by regulation."""

_MOOC_PIECES = (LETTER, FORMAT, ACT, CERTIFICATE)
_DER_PIECES = (DER_LETTER, ACT, DER_CERTIFICATE)


@dataclass(frozen=True, slots=True)
class DossierRule:
    """One requirement on a dossier, with the regulation's sentence as it stands there."""

    id: str
    clause: str
    kinds: tuple[str, ...]
    sentence: str
    holds: tuple[Piece, ...] = ()
    severity: Severity = "error"
    unseen: str = ""
    """Why no folder can show whether it is met; empty for a rule that is checked."""
    partly: str = ""
    """What of it no folder can show, though the rest is checked."""


_PLACEMENT = ("mooc-placement",)
_DER_PLACEMENT = ("der-placement",)
_COMPETITION = ("mooc-competition",)
_DER_COMPETITION = ("der-competition",)

_RULES: tuple[DossierRule, ...] = (
    DossierRule(
        "01-languages",
        "01 §8.2",
        _COMPETITION,
        "MOOCs may be submitted in kazakh, russian, or english.",
    ),
    DossierRule(
        "01-department-extract",
        "01 §9.5.1",
        ("mooc-to-faculty",),
        "An extract from the minutes of the department meeting containing a reasoned decision is "
        "attached to the submitted MOOCs.",
        (DEPARTMENT,),
    ),
    DossierRule(
        "01-faculty-extract",
        "01 §9.5.2",
        ("mooc-to-commission",),
        "An extract from the minutes of the meeting of the Faculty Expert Commission containing a "
        "reasoned decision is attached to the submitted MOOCs.",
        (FACULTY,),
    ),
    DossierRule(
        "01-final-completeness",
        "01 §9.5.3",
        _COMPETITION,
        "analyzes applications for participation in the Competition in terms of the completeness "
        "and correctness of the submitted documentation",
        _MOOC_PIECES,
    ),
    DossierRule(
        "01-cover-letter",
        "01 §9.7",
        (*_COMPETITION, "mooc-to-commission"),
        "To participate in the Competition, course authors submit a Cover Letter in the form "
        "F.CAIDD-7.5.1-2025-01-01 to the Department Competition Commission.",
        (LETTER,),
    ),
    DossierRule(
        "01-dossier-to-faculty",
        "01 §9.8",
        ("mooc-to-faculty",),
        "MOOCs selected based on the voting results, together with Cover Letters in the form "
        "F.CAIDD-7.5.1-2025-01-01 from the authors and an extract from the minutes of the "
        "department meeting containing a reasoned decision, are forwarded to the faculty",
        (LETTER, DEPARTMENT),
    ),
    DossierRule(
        "01-reject-format",
        "01 §9.9",
        _COMPETITION,
        "Competition applications submitted in violation of the established formatting "
        "requirements, as well as those received after the submission deadline",
        partly=message("When the application was handed in is not seen in the folder."),
    ),
    DossierRule(
        "01-two-cohorts",
        "01 §10.1",
        _COMPETITION,
        "The MOOC must be piloted and demonstrate learning outcomes from at least two cohorts of "
        "learners/participants.",
        severity="warning",
    ),
    DossierRule(
        "01-staff-submits-forms",
        "01 §13 Teaching staff",
        _COMPETITION,
        "submitting documents to the Center for Artificial Intelligence and Digital Development "
        "using the following forms: F.CAIDD-7.5.1-2025-01-01; F.CAIDD-7.5.1-2025-01-02; "
        "F.CAIDD-7.5.1-2025-01-03 within the established deadlines",
        # 01-03 is filled in by the experts, not by the authors.
        (LETTER, FORMAT),
    ),
    DossierRule(
        "0101-attachments",
        "01-01 note",
        _COMPETITION,
        "Note: It is necessary to attach an Act of Implementation into the educational process and "
        "a certificate issued by the CAIDD confirming the placement of the MOOC on the educational "
        "platform.",
        (ACT, CERTIFICATE),
    ),
    DossierRule(
        "02-rights-transfer-contract",
        "02 §7.10",
        _PLACEMENT,
        "ЖАОК авторларының айрықша мүліктік құқықтары жеке келісімшарт негізінде ЖАОК авторларынан "
        "«АТУ» АҚ-ға берілуі тиіс.",
        unseen=message(
            "The contract on the transfer of rights is kept apart from these documents."
        ),
    ),
    DossierRule(
        "02-valid-links",
        "02 §9.4",
        _PLACEMENT,
        "ЖАОК бойынша жүктелген материалды талдау және жүктеу үшін барлық оқу материалдарына "
        "жарамды сілтеме берілуі тиіс.",
        unseen=message("Whether a link leads to its material is seen only on the web."),
    ),
    DossierRule(
        "02-author-hands-to-ddd",
        "02 §10.7",
        _PLACEMENT,
        "Автор цифрлық даму бөліміне кафедра хаттамасынан үзінді, ЖАОК-тың «АТУ» АҚ / Coursera "
        "және т. б. білім беру платформасында орналастыруға дайын екендігі туралы негізделген "
        "шешімі бар сараптамалық қорытынды ұсынады.",
        (DEPARTMENT, EXPERTISE),
    ),
    DossierRule(
        "02-placement-email",
        "02 §12.3",
        _PLACEMENT,
        "«АТУ» АҚ білім беру платформасына ЖАОК орналастыру үшін, ПОҚ Ү.ЖИЦДО-7.5.1-2025-02-01 "
        "формасында көрсетілген ақпаратты дайындап, ЦДБ-нің mooc@atu.edu.kz электрондық поштасына "
        "жіберуі керек.",
        (DESCRIPTION,),
        partly=message("Whether the documents were sent to mooc@atu.edu.kz is not seen in them."),
    ),
    DossierRule(
        "02-staff-submits-forms",
        "02 §13 ПОҚ",
        _PLACEMENT,
        "Құжаттарды ЖИЦДО-на Ү.ЖИЦДО-7.5.1-2025-02-01, Ү.ЖИЦДО-7.5.1-2025-02-02, "
        "Ү.ЖИЦДО-7.5.1-2025-02-05 формалары бойынша белгіленген мерзімде тапсыру;",
        (DESCRIPTION, PROGRAMME, BANK),
    ),
    DossierRule(
        "02-deans-faculty-extract",
        "02 §13 Факультет декандары",
        _PLACEMENT,
        "Эксперттік комиссияның факультет отырысының хаттамасынан үзінді және ЖАОК-ты «АТУ» АҚ/ "
        "Coursera және т. б. білім беру платформасына орналастыруға ұсынылатын құжаттарды уақтылы "
        "тапсыру.",
        (FACULTY,),
        # A warning, since row 9 of 02-09 does not ask for it.
        severity="warning",
    ),
    DossierRule(
        "02-heads-department-extract",
        "02 §13 Кафедра меңгерушілері",
        _PLACEMENT,
        "Кафедра отырысының хаттамасынан үзінді және ЖАОК-ты «АТУ» АҚ / Coursera және т. б. білім "
        "беру платформасына орналастыруға ұсынылатын құжаттарды уақтылы тапсыру.",
        (DEPARTMENT,),
    ),
    DossierRule(
        "0201-programme-pdf-signed",
        "02-01 item 16",
        _PLACEMENT,
        ".pdf форматында (барлық құжаттар қол қойылған, күндері қойылған және мөр басылған болуы "
        "тиіс).",
        partly=message("Signatures and stamps are seen only by a person."),
    ),
    DossierRule(
        "0201-glossary-pdf", "02-01 item 17", _PLACEMENT, "17. Глоссарий – .pdf форматында"
    ),
    DossierRule(
        "0201-references-pdf",
        "02-01 item 18",
        _PLACEMENT,
        "18. Әдебиеттер тізімі – .pdf форматында",
    ),
    DossierRule(
        "0201-lectures-pdf-weekly",
        "02-01 item 19",
        _PLACEMENT,
        "19. Өзіндік оқуға арналған материалдар (дәрістер) әр аптаға .pdf форматында ұсынылуы "
        "тиіс.",
    ),
    DossierRule(
        "0201-lecture-number-topic",
        "02-01 item 19",
        _PLACEMENT,
        ".pdf файлында дәрістің нөмірі және тақырыбы көрсетілген",
    ),
    DossierRule(
        "0201-video-named",
        "02-01 item 20",
        _PLACEMENT,
        "Барлық бейнематериалдар мен материалдар атауы жазылу керек (дәріс атауы мен нөмірі "
        "көрсетіледі).",
    ),
    DossierRule(
        "0201-tasks-pdf-weekly",
        "02-01 item 21",
        _PLACEMENT,
        "21. Тапсырмалар/СРС/Семинар/Практикалық/Зертханалық жұмыстар – әр аптаға арналған .pdf "
        "форматында.",
    ),
    DossierRule(
        "0209-supporting-docs",
        "02-09 row 9",
        _PLACEMENT,
        "1. «АТУ» АҚ білім беру платформасында ЖАОК орналастыру ұсынымы туралы кафедра "
        "хаттамасынан үзінді; 2. Ү.ЖИЦДО-7.5.1-2025-02-02 ЖАОК жұмыс бағдарламасы; 3. "
        "Ү.ЖИЦДО-7.5.1-2025-02-11 Сараптамалық қорытындысы.",
        (DEPARTMENT, PROGRAMME, EXPERTISE),
    ),
    DossierRule(
        "02-forms-conformity",
        "02 §13 ЖИЦДО директоры",
        _PLACEMENT,
        "ЖАОК құжатталған ақпаратының бекітілген формаларға сәйкестігін тексеру;",
    ),
    DossierRule(
        "03-cover-all-syllabus-topics",
        "03 §7.6",
        _DER_PLACEMENT,
        "ЦББР жиынтығы оқу бағдарламасында ұсынылған мазмұн мен құрылымды ескере отырып, тиісті "
        "пәннің силлабусында көрсетілген барлық тақырыптарды қамтуы керек.",
    ),
    DossierRule(
        "03-scorm-to-caidd",
        "03 §8.6",
        _DER_PLACEMENT,
        "SCORM форматындағы ЦББР жиынтығының электрондық нұсқасы ЖИЦДО-на тапсырылуы, сондай-ақ "
        "компьютерлік аудиториялардан білім алушылардың оған қол жеткізуін қамтамасыз ету үшін "
        "білім беру платформасында жариялануы тиіс.",
        (SCORM,),
        partly=message("Whether the resource is on the platform is not seen in the folder."),
    ),
    DossierRule(
        "03-scorm-format",
        "03 §10.7",
        _DER_PLACEMENT,
        "ЦББР жинағы SCORM форматына сәйкес келуі керек",
    ),
    DossierRule(
        "03-staff-submits-set",
        "03 §11 ПОҚ",
        _DER_PLACEMENT,
        "үлгісі бойынша ЦББР жиынтығын ЖИЦДО-на ұсыну;",
    ),
    DossierRule(
        "03-heads-department-extract",
        "03 §11 Кафедра меңгерушілері",
        _DER_PLACEMENT,
        "«АТУ» АҚ білім беру платформасында ЦББР орналастыруды ұсыну үшін кафедра отырысының "
        "хаттамасынан үзінді көшірмені және құжаттарды уақтылы беру.",
        (DEPARTMENT,),
    ),
    DossierRule(
        "0301-supporting-docs",
        "03-01 row 9",
        _DER_PLACEMENT,
        "1. Силлабустың электронды нұсқасы; 2. «АТУ» АҚ білім беру платформасында ЦББР жиынтығын "
        "орналастыру ұсынымы туралы кафедра хаттамасынан үзінді; 3. Тақырыптары көрсетілген "
        "ЦББР-дың (SCORM) электрондық нұсқасы.",
        (SYLLABUS, DEPARTMENT, SCORM),
    ),
    DossierRule(
        "04-department-extract",
        "04 §9.4.1",
        ("der-to-faculty",),
        "The submitted DER is accompanied by an extract from the minutes of the meeting of the "
        "department with a reasoned decision.",
        (DEPARTMENT,),
    ),
    DossierRule(
        "04-faculty-extract",
        "04 §9.4.2",
        ("der-to-commission",),
        "The submitted DER is accompanied by an extract from the minutes of the meeting of the "
        "Faculty Expert Commission with a reasoned decision.",
        (FACULTY,),
    ),
    DossierRule(
        "04-final-commission",
        "04 §9.4.3",
        _DER_COMPETITION,
        "At the third and final stage, the expert commission approved by the Rector's order "
        "analyzes the applications submitted for participation in the Competition based on the "
        "completeness and correctness of the documents provided",
        _DER_PIECES,
    ),
    DossierRule(
        "04-cover-letter",
        "04 §9.6",
        (*_DER_COMPETITION, "der-to-commission"),
        "To participate in the Competition, the authors of the DER submit to the Competition "
        "Commission of the Department a Cover Letter in the form F. CAIDD-7.5.1-2025-04-01.",
        (DER_LETTER,),
    ),
    DossierRule(
        "04-dossier-to-faculty",
        "04 §9.7",
        ("der-to-faculty",),
        "The DER selected by voting results with Cover Letters in the form F. "
        "CAIDD-7.5.1-2025-04-01 from the authors and an extract from the protocol of the "
        "department with a reasoned decision is transferred to the faculty for passing to the next "
        "stage.",
        (DER_LETTER, DEPARTMENT),
    ),
    DossierRule(
        "04-reject-format-late",
        "04 §9.8",
        _DER_COMPETITION,
        "Competition applications that are completed in violation of the formatting requirements, "
        "as well as those submitted after the deadline established by the Rector’s order, will not "
        "be accepted for consideration.",
        partly=message("When the application was handed in is not seen in the folder."),
    ),
    DossierRule(
        "04-staff-submits-forms",
        "04 §12 Teaching staff",
        _DER_COMPETITION,
        "submission of documents to the CIET according to the forms: F. CAIDD-7.5.1-2025-04-01; F. "
        "CAIDD -7.5.1-2025-04-02 on time;",
        # 04-02 is filled in by the experts, not by the authors.
        (DER_LETTER,),
    ),
    DossierRule(
        "0401-attachments",
        "04-01 note",
        _DER_COMPETITION,
        "Note: it is necessary to attach the Act of implementation in the educational process, the "
        "CAIDD Certificate on the placement of the DER on the educational platform.",
        (ACT, DER_CERTIFICATE),
    ),
)

DOSSIER_RULES: Final[Mapping[str, DossierRule]] = {rule.id: rule for rule in _RULES}
"""The rules on dossiers by id."""


def rules_of(kind: str) -> Iterable[DossierRule]:
    """The rules on this kind of dossier, in the order of the regulation."""
    return (rule for rule in _RULES if kind in rule.kinds)
