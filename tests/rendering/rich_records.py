"""Records fuller than the examples: what overflows, shows only here."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import atuforms

LANGS = ("kk", "ru", "en")
LONG_NAME = {
    "kk": "Мұхамеджанова-Тұрсынбекқызы Шырынгүл Қожахметқызы",
    "ru": "Мухамеджанова-Турсынбековская Шырынгуль Кожахметовна",
    "en": "Shyryngul Mukhamedzhanova-Tursynbekovskaya",
}
LONG_TITLE = {
    "kk": "Азық-түлік өнімдерінің биотехнологиясындағы заманауи аспаптық талдау әдістері және "
    "деректерді өңдеу",
    "ru": "Современные инструментальные методы анализа и обработки данных в биотехнологии "
    "продовольственных продуктов",
    "en": "Modern Instrumental Methods of Analysis and Data Processing in the Biotechnology of "
    "Food Products",
}
SENTENCE = {
    "kk": "Дәріс материалы тағам өндірісіндегі процестерді нақты мысалдармен түсіндіреді. ",
    "ru": "Материал лекции объясняет процессы пищевого производства на конкретных примерах. ",
    "en": "The lecture explains the processes of food production with concrete examples. ",
}


def same(text: str) -> dict[str, str]:
    return dict.fromkeys(LANGS, text)


def numbered(texts: dict[str, str], number: int) -> dict[str, str]:
    return {lang: f"{text} {number}" for lang, text in texts.items()}


def times(texts: dict[str, str], count: int) -> dict[str, str]:
    return {lang: text * count for lang, text in texts.items()}


def people(count: int, like: dict[str, Any]) -> list[dict[str, Any]]:
    """``count`` people; every other one has a long name."""
    made = []
    for number in range(count):
        person = copy.deepcopy(like)
        if number % 2:
            person["name"] = LONG_NAME
        made.append(person)
    return made


def example(examples: Path, slug: str) -> dict[str, Any]:
    return atuforms.load(examples / f"{slug}.yaml").record()


def rich_records(examples: Path) -> dict[str, dict[str, Any]]:
    """The records by name, made from the examples in a folder."""
    made: dict[str, dict[str, Any]] = {}

    record = example(examples, "mooc-placement-certificate")
    made["placement-5-authors"] = {**record, "authors": people(5, record["authors"][0])}
    made["placement-9-authors"] = {
        **record,
        "authors": people(9, {**record["authors"][1], "workplace": LONG_TITLE}),
        "supporting_documents": [numbered(LONG_TITLE, number) for number in range(9)],
    }
    record = example(examples, "act-of-implementation")
    for count in (5, 9):
        made[f"act-{count}-authors"] = {**record, "authors": people(count, record["authors"][1])}
    record = example(examples, "der-placement-certificate")
    made["certificate-30-topics"] = {
        **record,
        "topics": [numbered(LONG_TITLE, number) for number in range(30)],
    }
    record = example(examples, "mooc-working-programme")
    module = record["modules"][0]
    long_module = {**module, "lectures": module["lectures"] * 10}
    made["programme-8-authors"] = {
        **record,
        "authors": people(8, record["authors"][1]),
        "faculty": {
            "kk": "«Инжиниринг және ақпараттық технологиялар» факультеті",
            "ru": "Факультет инжиниринга и информационных технологий",
            "en": "Faculty of Engineering and Information Technologies",
        },
        "department": {
            "kk": "«Тағам биотехнологиясы» кафедрасы",
            "ru": "Кафедра «Пищевая биотехнология»",
            "en": "Department of Food Biotechnology",
        },
        "modules": [record["modules"][0], long_module, *record["modules"][1:]],
    }
    record = example(examples, "mooc-format")
    made["format-9-authors"] = {**record, "authors": people(9, record["authors"][0])}
    record = example(examples, "interactive-presentation")
    made["test-12-questions"] = {
        **record,
        "test_questions": [
            {**question, "text": numbered(LONG_TITLE, number)}
            for number, question in enumerate((record["test_questions"] * 12)[:12])
        ],
    }
    record = example(examples, "expertise-protocol")
    record = {key: value for key, value in record.items() if key not in CORRECTION}
    record["results"] = dict.fromkeys(record["results"], "full")
    made["protocol-nothing-to-correct"] = {**record, "corrective_action_needed": False}
    record = example(examples, "glossary")
    made["glossary-60-terms"] = {
        **record,
        "terms": record["terms"]
        + [
            {"term": same(f"{letter}{number} термин"), "definition": times(SENTENCE, 2)}
            for number in range(2)
            for letter in "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШ"
        ]
        + [{"term": same(word), "definition": SENTENCE} for word in ("Інжу", "Hazard", "Infra")],
    }
    record = example(examples, "completion-certificate")
    made["completion-long"] = {
        **record,
        "course_title": LONG_TITLE,
        "listener": {**record["listener"], "name": LONG_NAME},
        "authors": people(6, record["authors"][0]),
        "director": {"name": LONG_NAME},
    }
    record = example(examples, "self-study-material")
    made["lecture-long"] = {**record, "body": {lang: BODY[lang] for lang in LANGS}}
    record = example(examples, "der-evaluation-paper")
    row = record["rows"][0]
    made["evaluation-8-rows"] = {
        **record,
        "rows": [{**row, "title": LONG_TITLE, "authors": people(3, row["authors"][0])}] * 8,
    }
    record = example(examples, "minutes-extract")
    made["minutes-long"] = {
        **record,
        "heard": times(SENTENCE, 14),
        "decision": times(SENTENCE, 9),
        "agenda": [LONG_TITLE] * 4,
    }
    for slug in ("weekly-announcements", "mooc-support"):
        made[slug] = example(examples, slug)
    return made


CORRECTION = ("planned_actions", "cause", "elimination_deadline")
_CODE = "`сұрыптау = sorted(деректер, key=lambda жол: жол.уақыты)`"
_TABLE = (
    "| № | Көрсеткіш | Өлшем бірлігі | Екіншілікті өңделген мән | Ескерту |\n"
    "|--|--|--|--|--|\n| 1 | Температура | °C | 37 | Екіншілікті |\n\n"
)
BODY = {
    lang: "".join(
        f"# Бөлім {part}\n\n{SENTENCE[lang] * 6}\n\n## Тарау\n\n### Тармақ\n\n#### Тармақша\n\n"
        f"{SENTENCE[lang] * 3} {_CODE}\n\n```\nfor x in range(10):\n    print(x)\n```\n\n{_TABLE}"
        for part in range(1, 5)
    )
    for lang in LANGS
}
