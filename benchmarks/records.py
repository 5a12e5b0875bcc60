"""Records that look like real ones, as many and as large as wanted, the same every time."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import yaml

EXAMPLES = Path(__file__).parent.parent / "examples"

NAMES = (
    *("Сейітқали Әсел Нұрланқызы", "Өтеген Ғалымжан Бақытұлы", "Жұмабекова Айгүл Серікқызы"),
    *("Ким Дмитрий Александрович", "Абдрахманова Гүлнұр", "Ли Анна", "Иманғалиева Шолпан"),
    *("Сәрсенбаев Нұрсұлтан Қайратұлы", "Тоқтамысова Ақмарал Болатқызы", "Петров И.С."),
)
POSITIONS = (
    *("қауымдастырылған профессор", "аға оқытушы", "профессор", "кафедра меңгерушісі"),
    *("оқытушы", "none"),
)
DEGREES = (
    *("PhD", "техника ғылымдарының магистрі", "т.ғ.к.", "педагогика ғылымдарының докторы"),
    *("none", "none"),
)
TITLES = ("none", "none", "профессор", "доцент")
UNITS = (
    "«Тағам биотехнологиясы» кафедрасы",
    "«Ақпараттық технологиялар» кафедрасы",
    "«Экономика және менеджмент» кафедрасы",
    "«Қонақ үй бизнесі және туризм» кафедрасы",
    "«Автоматтандыру және робототехника» кафедрасы",
    "«Химия, химиялық технология және экология» кафедрасы",
    "«Дизайн» кафедрасы",
    "«Тағам өнімдерінің технологиясы» кафедрасы",
)
SUBJECTS = (
    *("Тағам өнімдерінің қауіпсіздігі", "Жасанды интеллект негіздері", "Деректерді талдау"),
    *("Кәсіпкерлік және инновациялар", "Қаржылық есеп", "Биотехнологиялық процестер"),
    *("Нанотехнология", "Тоқыма материалтану", "Ағылшын тілі", "Цифрлық маркетинг"),
)
ASPECTS = (
    *("мен сапасын басқару", "кәсіпорында", "тамақ өнеркәсібінде", "және оның қолданылуы"),
    *("бойынша тәжірибелік курс", "жаңа бастаушыларға", "магистранттарға", "Python тілінде"),
)
PLATFORMS = (
    *("«АТУ» АҚ білім беру платформасы", "Coursera"),
    "Қазақстанның ашық университеті (OpenU.kz)",
)
AUDIENCES = (
    "6В07201 «Тағам өнімдерінің технологиясы» білім беру бағдарламасының 3-курс студенттері",
    "Барлық мамандықтардың 1-курс студенттері",
    "7М06101 магистранттары",
    (
        "6В06102 «Ақпараттық жүйелер» және 6В06103 «Есептеу техникасы» білім беру "
        "бағдарламаларының 2–4 курс студенттері, тыңдаушылар"
    ),
)
SLUGS = ("food", "safety", "data", "intro", "advanced", "ai", "bio", "finance", "design", "quality")
DIRECTORS = ("А.С. Жұмабекова", "Б.Қ. Омаров")


def certificates(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """``count`` certificates in Kazakh: one to three authors, texts of one to four lines."""
    rng = random.Random(seed)
    return [_certificate(number, rng) for number in range(1, count + 1)]


def _certificate(number: int, rng: random.Random) -> dict[str, Any]:
    def author() -> dict[str, str]:
        return {
            "name": rng.choice(NAMES),
            "position": rng.choice(POSITIONS),
            "degree": rng.choice(DEGREES),
            "title": rng.choice(TITLES),
        }

    def day() -> str:
        return f"2025-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"

    slug = "-".join(rng.sample(SLUGS, rng.randint(1, 5)))
    return {
        "form": "02-09",
        "number": str(number),
        "date": day(),
        "authors": [author() for _ in range(rng.choice((1, 1, 1, 2, 2, 3)))],
        "unit": rng.choice(UNITS),
        "course_title": " ".join((rng.choice(SUBJECTS), *rng.sample(ASPECTS, rng.randint(0, 3)))),
        "platform": rng.choice(PLATFORMS),
        "language": rng.choice(("kk", "ru", "en")),
        "target_audience": rng.choice(AUDIENCES),
        "placement_date": day(),
        "course_link": f"https://mooc.atu.edu.kz/courses/{slug}-{number}",
        "director": rng.choice(DIRECTORS),
    }


def test_bank(questions: int) -> dict[str, Any]:
    """A bank of form 02-05 with so many questions of five options each."""
    rng = random.Random(1)

    def words() -> str:
        return f"{rng.choice(SUBJECTS)} {rng.choice(ASPECTS)}"

    items = [
        {
            "text": f"{number}. {words()} туралы қай тұжырым дұрыс?",
            "options": [f"{words()}, {letter}{number}" for letter in "абвгд"],
            "answer": rng.choice("ABCDE"),
        }
        for number in range(1, questions + 1)
    ]
    return {"form": "02-05", "lang": "kk", "course_title": SUBJECTS[0], "questions": items}


def working_programme(modules: int, lectures: int) -> dict[str, Any]:
    """The example of form 02-02 with so many modules of so many lectures each."""
    text = (EXAMPLES / "mooc-working-programme.yaml").read_text(encoding="utf-8")
    record: dict[str, Any] = yaml.safe_load(text)
    (module, *_), record["modules"] = record["modules"], []
    for _ in range(modules):
        new = copy.deepcopy(module)
        new["lectures"] = [copy.deepcopy(module["lectures"][0]) for _ in range(lectures)]
        record["modules"].append(new)
    return record
