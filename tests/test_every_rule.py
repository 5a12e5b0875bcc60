"""Every rule that a record can break: one record that keeps it and one that breaks it, with one at
each side of every limit. A rule without a case fails here."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from tests.forms import data
from tests.forms.builders import changed, example
from tests.forms.test_course import SOUND_AND_BROKEN

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.forms.all_forms import form_classes

Patch = dict[str, Any]


class Case(NamedTuple):
    """An example changed so that it keeps a rule, and so that it breaks it."""

    rule: str
    slug: str
    kept: Patch
    broken: Patch
    severity: str = "error"


IN_FILES = {
    "02-colour-depth-8bit": "tests/test_media_facts.py",
    "02-upload-bitrate-8": "tests/test_media_facts.py",
    "02-frame-rate-24p": "tests/test_media_facts.py",
}
"""Rules on what only a file says: their cases are files."""

LECTURE = "modules__0__lectures__0__"
ELEMENTS = example("interactive-presentation")["interactive_elements"]
TEST = example("interactive-presentation")["test_questions"]
QUESTIONS = example("test-bank")["questions"]
OPTIONS = QUESTIONS[0]["options"]
ROW = "rows__0__scores__"
WEEK = example("mooc-format")["weekly_workload"][0]
PARTS = {
    "e_textbook": (
        "theory assessment_materials glossary reference_materials literature",
        "03-textbook-composition",
    ),
    "lecture_course": ("plan theory assessment_bank", "03-lecture-course-composition"),
    "practicum": (
        "theory software hardware report_software assessment_materials guidelines",
        "03-practicum-composition",
    ),
}


def text(length: int) -> str:
    return "а" * length


def person(**facts: Any) -> list[dict[str, Any]]:
    return [{"name": "Ә. Сейітқали", "degree": "none", "title": "none", **facts}]


def slides(count: int) -> Patch:
    return {"interactive_elements": (ELEMENTS * 2)[: count - 3]}


def weeks(count: int) -> Patch:
    return {"weeks_of_study": 2, "weekly_workload": [WEEK] * count}


def programme(modules: int) -> Patch:
    return {"modules": [example("mooc-working-programme")["modules"][0]] * modules}


CASES: list[Case] = [
    Case("01-participants", "mooc-cover-letter", {"authors": person(workplace="АТУ")},
         {"authors": person(workplace="ҚазҰУ")}, "warning"),
    Case("0101-fields-complete", "mooc-cover-letter", {}, {"faculty": ""}),
    Case("0101-signatures", "mooc-cover-letter", {}, {"head_of_department": {"name": ""}}),
    Case("0102-annotation-300", "mooc-cover-letter", {"course_description": text(300)},
         {"course_description": text(301)}, "warning"),
    Case("0102-general-description", "mooc-format", {}, {"main_illustration": ""}),
    Case("0102-general-description", "mooc-format", {"weeks_of_study": 1}, {"weeks_of_study": 0}),
    Case("0102-author-data", "mooc-format", {}, {"authors__0__photo": None}),
    Case("0102-author-data", "mooc-format", {"authors__0__degree": "none"},
         {"authors__0__degree": None}, "warning"),
    Case("0102-annotation-300", "mooc-format", {"annotation": text(300)},
         {"annotation": text(301)}),
    Case("0102-annotation-300", "mooc-format", {"annotation": "Бір. Екі."},
         {"annotation": "Бір. Екі. Үш."}, "warning"),
    Case("0102-full-description", "mooc-format", {}, {"full_description": ""}),
    Case("0102-full-description", "mooc-format", {"full_description": "Білім, дағды, құзырет."},
         {"full_description": "Білім."}, "warning"),
    Case("0102-promo-max-3min", "mooc-format", {"promo_video__duration": "3:00"},
         {"promo_video__duration": "3:01"}),
    Case("0102-video-max-15", "mooc-format", {"video_lectures__0__duration": "15:00"},
         {"video_lectures__0__duration": "15:01"}, "warning"),
    Case("0102-video-format", "mooc-format",
         {"promo_video__width": 1280, "promo_video__height": 720},
         {"promo_video__width": 1279, "promo_video__height": 720}),
    Case("0102-video-format", "mooc-format",
         {"promo_video__width": 1280, "promo_video__height": 720},
         {"promo_video__width": 1280, "promo_video__height": 719}),
    Case("0102-video-format", "mooc-format", {"promo_video__container": "mp4"},
         {"promo_video__container": "AVI"}),
    Case("0102-video-format", "mooc-format", {"promo_video__video_codec": "avc"},
         {"promo_video__video_codec": "VP9"}),
    Case("0102-audio-codecs", "mooc-format", {"promo_video__audio_codec": "MP3"},
         {"promo_video__audio_codec": "WMA"}),
    Case("0102-true-stereo", "mooc-format", {"promo_video__channels": 2},
         {"promo_video__channels": 1}),
    Case("0102-true-stereo", "mooc-format", {"promo_video__channels": 2},
         {"promo_video__channels": 3}),
    Case("0102-weekly-workload", "mooc-format", weeks(2), weeks(1)),
    Case("0102-weekly-workload", "mooc-format", weeks(2), weeks(3)),
    Case("0103-scale-1-10", "mooc-evaluation-sheet", {f"{ROW}text": 1}, {f"{ROW}text": 0}),
    Case("0103-scale-1-10", "mooc-evaluation-sheet", {f"{ROW}text": 10}, {f"{ROW}text": 11}),
    Case("0103-sum", "mooc-evaluation-sheet", {}, {f"{ROW}impression": None}),
    Case("0103-expert-signature", "mooc-evaluation-sheet", {}, {"expert": {"name": ""}}),
    Case("0201-title-150", "mooc-evaluation-sheet", {"rows__0__title": text(150)},
         {"rows__0__title": text(151)}),
    Case("02-description-form", "mooc-description", {}, {"university": ""}),
    Case("02-audience-prereq-recommended", "mooc-description", {}, {"prerequisites": []}),
    Case("0201-title-150", "mooc-description", {"course_title": text(150)},
         {"course_title": text(151)}),
    Case("0201-authors-data", "mooc-description", {}, {"authors__0__position": None}),
    Case("0201-difficulty-enum", "mooc-description", {"difficulty": "жоғары"},
         {"difficulty": "өте қиын"}),
    Case("0201-annotation-100", "mooc-description", {"annotation_short": text(100)},
         {"annotation_short": text(101)}),
    Case("0201-annotation-100", "mooc-description", {"annotation_short": "Бір."},
         {"annotation_short": "Бір. Екі."}, "warning"),
    Case("0201-promo-max-3min", "mooc-description", {"promo_video__duration": "3:00"},
         {"promo_video__duration": "3:01"}),
    Case("0201-grading-description", "mooc-description", {},
         {"certificates_and_grading__scales": None}),
    Case("0201-video-min-15", "mooc-description", {"video_lectures__0__duration": "15:00"},
         {"video_lectures__0__duration": "14:59"}, "warning"),
    Case("02-1080p", "mooc-description", {}, {"promo_video__height": 1079}, "warning"),
    Case("02-audio-48khz", "mooc-description",
         {"promo_video": {"sample_rate": 48000}}, {"promo_video": {"sample_rate": 47999}}),
    Case("02-audio-2-channels", "mooc-description",
         {"promo_video": {"channels": 2}}, {"promo_video": {"channels": 1}}),
    Case("0202-course-data", "mooc-working-programme", {}, {"aim": ""}),
    Case("0202-structure-4-6", "mooc-working-programme", programme(4), programme(3)),
    Case("0202-structure-4-6", "mooc-working-programme", programme(6), programme(7)),
    Case("0202-lecture-tasks", "mooc-working-programme", {}, {f"{LECTURE}tasks": []}),
    Case("0202-lecture-tasks", "mooc-working-programme", {f"{LECTURE}tasks__0__count": 1},
         {f"{LECTURE}tasks__0__count": 0}),
    Case("0202-module-and-final-control", "mooc-working-programme", {"final_control__count": 1},
         {"final_control__count": 0}),
    Case("02-work-programme-approved", "mooc-working-programme", {}, {"department": ""}),
    Case("0202-signatures", "mooc-working-programme", {}, {"authors__0__name": ""}),
    Case("02-self-study-form", "self-study-material", {"lecture_no": 1}, {"lecture_no": 0}),
    Case("02-self-study-form", "self-study-material", {}, {"body": ""}),
    Case("02-presentation-template", "video-lecture-slides", {}, {"summary": []}),
    Case("0204-structure", "video-lecture-slides", {"questions": ["а", "ә", "б"]},
         {"questions": ["а", "ә"]}, "warning"),
    Case("02-tests-template", "test-bank", {},
         {"questions__0__text": "Қайсысы дұрыс?\nA. Бірінші жауап"}),
    Case("02-answer-types", "test-bank", {"questions__0__options": OPTIONS[:2]},
         {"questions__0__options": OPTIONS[:1]}, "warning"),
    Case("0205-item-format", "test-bank", {"questions__0__options": OPTIONS},
         {"questions__0__options": OPTIONS[:4]}),
    Case("0205-item-format", "test-bank", {"questions__0__options": OPTIONS},
         {"questions__0__options": [*OPTIONS, "Алтыншы"]}),
    Case("0205-single-answer", "test-bank", {"questions__0__answer": "E"},
         {"questions__0__answer": "F"}),
    Case("0201-tests-min-100", "test-bank", {"questions": QUESTIONS[:100]},
         {"questions": QUESTIONS[:99]}),
    Case("0208-task-deadlines", "mooc-support", {}, {"deadlines__0__date": None}),
    Case("0208-progress-table", "mooc-support", {}, {"progress_bands": []}),
    Case("0208-progress-bands", "mooc-support", {}, {"progress_bands__0__to": 39}, "warning"),
    Case("0208-progress-bands", "completion-certificate", {"progress": 85},
         {"progress": 84.99}, "warning"),
    Case("0208-progress-bands", "completion-certificate", {"progress": 100},
         {"progress": 100.01}),
    Case("0209-director-signs", "mooc-placement-certificate", {}, {"number": ""}),
    Case("0210-scores-0-3", "compliance-criteria", {}, {"scores__sound": None}),
    Case("0210-scores-0-3", "compliance-criteria", {"scores__sound": 0}, {"scores__sound": -1}),
    Case("0210-scores-0-3", "compliance-criteria", {"scores__sound": 3}, {"scores__sound": 4}),
    Case("02-expert-conclusion", "expertise-protocol", {}, {"conclusion": ""}),
    Case("0211-experts-min-3", "expertise-protocol", {"experts": ["А", "Ә", "Б"]},
         {"experts": ["А", "Ә"]}),
    Case("0211-eight-criteria", "expertise-protocol", {}, {"results__sound": None}),
    Case("0211-nonconformity-block", "expertise-protocol", {}, {"cause": ""}),
    Case("0211-signatures", "expertise-protocol", {}, {"number": ""}),
    Case("0211-level-enum", "expertise-protocol", {"level": "магистратура"},
         {"level": "колледж"}),
    Case("0211-level-enum", "expertise-protocol", {}, {"level": []}),
    Case("0211-academic-year", "expertise-protocol",
         {"academic_year_from": 2025, "academic_year_to": 2026},
         {"academic_year_from": 2025, "academic_year_to": 2025}),
    Case("0211-academic-year", "expertise-protocol",
         {"academic_year_from": 2025, "academic_year_to": 2026},
         {"academic_year_from": 2025, "academic_year_to": 2027}),
    Case("03-types-basic", "der-placement-certificate", {"der_type": "practicum"},
         {"der_type": "podcast"}),
    Case("03-types-organisational", "der-transmittal-letter", {"der_type": "source_components"},
         {"der_type": "podcast"}),
    *(
        Case(rule, "digital-resource", {"der_type": kind, "parts": parts.split()},
             {"der_type": kind, "parts": parts.split()[:-1]})
        for kind, (parts, rule) in PARTS.items()
    ),
    Case("03-categories", "digital-resource", {"category": "mixed"}, {"category": "local"}),
    Case("03-slides-min-10", "digital-resource",
         {"der_type": "interactive_presentation", "slides": 10},
         {"der_type": "interactive_presentation", "slides": 9}),
    Case("03-self-control-included", "digital-resource", {}, {"self_control": False}),
    Case("03-navigation-methods", "digital-resource", {}, {"navigation": ["page"]}, "warning"),
    Case("04-assessment-variety", "digital-resource", {"assessment_types": ["тест", "эссе"]},
         {"assessment_types": ["тест"]}, "warning"),
    Case("0301-topics-listed", "der-placement-certificate", {"topics": ["а"]}, {"topics": []}),
    Case("0301-director-signs", "der-placement-certificate", {}, {"director": {"name": ""}}),
    Case("03-template-for-each", "interactive-presentation", {}, {"faculty": ""}),
    Case("03-template-for-each", "interactive-presentation", {}, {"author__photo": None},
         "warning"),
    Case("03-slides-min-10", "interactive-presentation", slides(10), slides(9)),
    Case("03-title-slide", "interactive-presentation", {}, {"discipline": ""}),
    Case("03-contents-slide", "interactive-presentation", {}, {"questions": []}),
    Case("03-interactive-slides", "interactive-presentation", {}, {"interactive_elements": []}),
    Case("03-test-min-5", "interactive-presentation", {"test_questions": TEST[:5]},
         {"test_questions": TEST[:4]}),
    Case("0302-seven-interactive", "interactive-presentation",
         {"interactive_elements": ELEMENTS[:7]}, {"interactive_elements": ELEMENTS[:6]}, "warning"),
    Case("0302-ispring-elements", "interactive-presentation",
         {"interactive_elements__0__kind": "вкладка"},
         {"interactive_elements__0__kind": "кроссворд"}),
    Case("0302-text-plus-media", "interactive-presentation", {},
         {"interactive_elements__0__text": ""}),
    Case("0302-varied-questions", "interactive-presentation", {},
         {"test_questions": [TEST[0]] * 5}),
    Case("04-participants", "der-transmittal-letter", {"authors": person(workplace="ATU")},
         {"authors": person(workplace="KBTU")}, "warning"),
    Case("04-languages", "der-transmittal-letter", {"language": "ru"}, {"language": "de"}),
    Case("04-languages", "der-transmittal-letter", {"language": ["kk", "en"]}, {"language": []}),
    Case("0401-fields-complete", "der-transmittal-letter", {"number_of_topics": 1},
         {"number_of_topics": 0}),
    Case("0401-signatures", "der-transmittal-letter", {}, {"authors__0__name": ""}),
    Case("0402-scale-1-10", "der-evaluation-paper", {f"{ROW}design": 1}, {f"{ROW}design": 0}),
    Case("0402-scale-1-10", "der-evaluation-paper", {f"{ROW}design": 10}, {f"{ROW}design": 11}),
    Case("0402-sum", "der-evaluation-paper", {}, {f"{ROW}impression": 5}),
    Case("0402-expert-signature", "der-evaluation-paper", {}, {"expert": {"name": ""}}),
    Case("02-weekly-message-400-600", "weekly-announcements",
         {"announcements__0__text": text(400)}, {"announcements__0__text": text(399)}),
    Case("02-weekly-message-400-600", "weekly-announcements",
         {"announcements__0__text": text(600)}, {"announcements__0__text": text(601)}),
    Case("02-survey-max-15", "course-survey", {"questions": ["?"] * 15},
         {"questions": ["?"] * 16}),
    Case("02-glossary", "glossary", {}, {"terms": []}),
    *(
        Case(rule, "course", kept, broken, severity)
        for rule, severity, kept, broken in SOUND_AND_BROKEN
    ),
    *(Case(*case) for case in data.cases()),
]  # fmt: skip


def found(case: Case, patch: Patch) -> dict[str, set[str]]:
    """The rules that the changed example breaks, with their severities."""
    broken: dict[str, set[str]] = {}
    for finding in atuforms.check(changed(case.slug, **patch)).findings:
        broken.setdefault(finding.rule, set()).add(finding.severity)
    return broken


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.slug}")
def test_a_rule_is_kept_and_broken(case: Case) -> None:
    assert case.rule not in found(case, case.kept)
    assert case.severity in found(case, case.broken).get(case.rule, set())


def test_every_rule_that_can_be_broken_has_a_case() -> None:
    rules = [rule for form in form_classes() for rule in form.RULES]
    tried = {case.rule for case in CASES} | set(IN_FILES) | {"0102-av-mandatory"}
    seen = {rule.id for rule in rules if not rule.unseen and not rule.kept}
    assert seen - tried == set()
    assert tried - seen == set()


def test_what_cannot_be_broken_or_seen_is_known_and_has_its_reason() -> None:
    told = {name for name, rule in data.rules().items() if not rule.get("checked", True)}
    rules = {rule.id: rule for form in form_classes() for rule in form.RULES}
    assert {name for name, rule in rules.items() if rule.kept} - told == {
        "0103-blank-rows-8",
        "02-criteria-optional",
        "02-over-100-hours-general",
        "0210-verdict-22-24",
        "0210-verdict-19-21",
        "0210-verdict-le-18",
        "03-components-no-registration",
    }
    everywhere = {
        name
        for name in rules
        if all(r.unseen for form in form_classes() for r in form.RULES if r.id == name)
    }
    assert everywhere - told == {
        "01-assessment-recorded",
        "0102-graphics-recommended",
        "0102-der-used",
        "0102-citation-5-percent",
        "02-source-bitrate-50",
        "02-display-1080",
        "02-audio-20bit",
        "0206-random-numbers",
        "0206-group-confirmation",
        "0208-reference-materials",
        "0208-rubric-0-5",
        "0208-no-optional-tasks",
        "0208-closing-video-1-2",
        "02-placement-certificate",
        "03-placement-certificate",
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.slug}")
def test_a_broken_rule_says_so_in_three_languages(case: Case) -> None:
    report = atuforms.check(changed(case.slug, **case.broken))
    findings = [finding for finding in report.findings if finding.rule == case.rule]
    assert findings
    for finding in findings:
        said = {finding.text(lang) for lang in LANGUAGES}
        assert all("{" not in each for each in said), said
        assert len(said) == len(LANGUAGES), said
