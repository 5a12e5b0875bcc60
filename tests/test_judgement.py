"""From the scores of 02-10 to the protocol 02-11 and the certificate 02-09."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.dossiers.folders import put
from tests.forms.builders import EXAMPLES, changed

import atuforms
from atuforms.cli import main
from atuforms.records import judgement
from atuforms.records.loading import open_record
from atuforms.register.numbers import Register

CRITERIA = (
    "sound", "picture", "structure", "content", "self_study", "tasks", "speaker", "feedback",
)  # fmt: skip


def scores(*points: int, defects: bool = False, **facts: Any) -> dict[str, Any]:
    return {
        "form": "02-10",
        "scores": dict(zip(CRITERIA, points, strict=True)),
        "technical_defects": defects,
        **facts,
    }


FULL = scores(*[3] * 8)  # 24
EDGE = scores(3, 3, 3, 3, 3, 3, 2, 2)  # 22
REVISED = scores(3, 3, 3, 3, 3, 2, 2, 2)  # 21
LOWEST_REVISED = scores(3, 3, 3, 2, 2, 2, 2, 2)  # 19
REFUSED = scores(3, 3, 2, 2, 2, 2, 2, 2)  # 18
DEFECTIVE = scores(*[3] * 8, defects=True)


def certificate(folder: Path, judged: dict[str, Any], **facts: Any) -> Path:
    put(folder, "scores", judged)
    record = changed("mooc-placement-certificate", compliance=["scores.json"], **facts)
    return put(folder, "certificate", record)


def verdicts(report: Any) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in report.findings if f.rule.startswith("0210-verdict")]


@pytest.mark.parametrize(
    ("judged", "found"),
    [
        (FULL, []),
        (EDGE, []),
        (REVISED, [("0210-verdict-19-21", "error")]),
        (LOWEST_REVISED, [("0210-verdict-19-21", "error")]),
        (REFUSED, [("0210-verdict-le-18", "error")]),
        (DEFECTIVE, [("0210-verdict-22-24", "error")]),
    ],
)
def test_a_certificate_follows_from_the_verdict(
    tmp_path: Path, judged: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    path = certificate(tmp_path, judged)
    assert verdicts(atuforms.check(path)) == found
    if found:
        with pytest.raises(atuforms.InvalidRecord):
            atuforms.render(path, "pdf", lang="kk")
    else:
        assert atuforms.render(path, "pdf", lang="kk").data


def test_a_forced_certificate_says_why_and_keeps_it(tmp_path: Path) -> None:
    path = certificate(tmp_path, REFUSED, forced="Ректордың тапсырмасы")
    report = atuforms.check(path)
    assert verdicts(report) == [("0210-verdict-le-18", "warning")]
    assert "Ректордың тапсырмасы" in report.text("en")
    document = atuforms.render(path, "docx", lang="kk").save(tmp_path / "out.docx")
    assert atuforms.read(document).record()["forced"] == "Ректордың тапсырмасы"


def test_scores_that_change_later_are_looked_at_again(tmp_path: Path) -> None:
    path = certificate(tmp_path, FULL)
    form = atuforms.load(path)
    assert verdicts(atuforms.check(form)) == []
    put(tmp_path, "scores", {**REFUSED, "course_title": "Басқа"})
    assert verdicts(atuforms.check(form)) == [("0210-verdict-le-18", "error")]


def test_what_is_no_record_of_scores_is_told(tmp_path: Path) -> None:
    path = certificate(tmp_path, changed("glossary"))
    assert [f.path for f in atuforms.check(path).errors] == ["compliance.0"]
    (tmp_path / "scores.json").unlink()
    # What is not there was not looked at, and is said so.
    assert "compliance.0" in [f.path for f in atuforms.check(path).warnings]


def test_a_dossier_compares_protocol_and_certificate_with_the_scores(tmp_path: Path) -> None:
    results = dict.fromkeys(CRITERIA, "full") | {"sound": "partial"}
    put(tmp_path, "scores", scores(1, *[2] * 2, *[3] * 5))  # 20
    put(tmp_path, "protocol", changed("expertise-protocol", results=results))
    put(tmp_path, "certificate", changed("mooc-placement-certificate"))
    report = atuforms.check_dossier(tmp_path, "mooc-placement")
    marks = [(f.file, f.path, f.limit, f.actual) for f in report.findings
             if f.rule == "0211-eight-criteria"]  # fmt: skip
    # By hand: 1 point is none (partial stands there), 2 are partial (full stands there twice).
    assert marks == [
        ("protocol.json", "results.sound", "none", 1),
        ("protocol.json", "results.picture", "partial", 2),
        ("protocol.json", "results.structure", "partial", 2),
    ]
    (verdict,) = [f for f in report.findings if f.rule == "0210-verdict-19-21"]
    assert (verdict.file, verdict.severity, verdict.actual) == ("certificate.json", "error", 20)
    assert "scores.json" in verdict.text("ru")


def test_a_mark_that_one_of_several_experts_has_given_is_no_difference(tmp_path: Path) -> None:
    results = dict.fromkeys(CRITERIA, "full")
    put(tmp_path, "first", scores(*[3] * 8, expert="Бірінші"))
    put(tmp_path, "second", scores(2, *[3] * 7, expert="Екінші"))
    put(tmp_path, "protocol", changed("expertise-protocol", results=results))
    report = atuforms.check_dossier(tmp_path, "mooc-placement")
    assert "0211-eight-criteria" not in {f.rule for f in report.findings}
    results["sound"] = "none"
    put(tmp_path, "protocol", changed("expertise-protocol", results=results))
    report = atuforms.check_dossier(tmp_path, "mooc-placement")
    assert [f.path for f in report.findings if f.rule == "0211-eight-criteria"] == ["results.sound"]


def test_the_journal_notes_why_a_certificate_was_issued(tmp_path: Path) -> None:
    put(tmp_path, "scores", REFUSED)
    register = tmp_path / "register.db"
    forced = changed("mooc-placement-certificate", compliance=["scores.json"], forced="Бұйрық №7")
    plain = changed("mooc-placement-certificate", course_title="Басқа")
    for record in (forced, plain):
        del record["number"]
    rows = tmp_path / "rows.jsonl"
    lines = [json.dumps(record, ensure_ascii=False) for record in (forced, plain)]
    rows.write_text("\n".join(lines), encoding="utf-8")
    result = atuforms.batch(
        "02-09", rows, to="docx", lang="kk", out=tmp_path / "out", register=register
    )
    assert not result.rejections
    with Register(register) as journal:
        assert [entry.reason for entry in journal.list()] == ["Бұйрық №7", ""]


@pytest.mark.parametrize("name", ["." * 5000, "ұ" * 300, "scores.yaml/x", "folder"])
def test_names_that_no_file_has_are_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    path = put(tmp_path, "a", changed("mooc-placement-certificate", compliance=[name]))
    report = atuforms.check(path)
    assert [f.path for f in report.findings if f.rule == "wrong-type"] == ["compliance.0"]


def test_a_certificate_alone_is_refused_while_scores_beside_it_do_not_recommend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, "certificate", changed("mooc-placement-certificate"))
    to = ["--lang", "kk", "--to", "docx", "-o", str(tmp_path / "out")]

    def rendered() -> object:
        with pytest.raises(SystemExit) as left:
            main(["render", str(path), *to])
        return left.value.code

    # Scores of another course say nothing of this one.
    put(tmp_path, "scores", {**REFUSED, "course_title": "Басқа курс"})
    assert rendered() == 0
    title = changed("mooc-placement-certificate")["course_title"]
    put(tmp_path, "scores", {**REFUSED, "course_title": title})
    (tmp_path / "out" / "certificate.kk.docx").unlink()
    assert rendered() == 1
    assert "scores.json" in capsys.readouterr().err
    assert not list((tmp_path / "out").iterdir())
    put(tmp_path, "certificate", changed("mooc-placement-certificate", forced="Бұйрық"))
    assert rendered() == 0
    assert "0210-verdict-le-18" in capsys.readouterr().err


NO = {
    "ru": "Проведена экспертиза. Курс не рекомендуется к размещению на платформе. Замечаний 5.",
    "kk": "Курс платформада орналастыруға ұсынылмайды.",
    "en": "The course is not recommended for placement.",
}


def test_check_and_render_look_at_what_lies_beside_a_certificate(tmp_path: Path) -> None:
    path = put(tmp_path, "certificate", changed("mooc-placement-certificate"))
    title = changed("mooc-placement-certificate")["course_title"]
    put(tmp_path, "scores", {**REFUSED, "course_title": title})
    assert verdicts(atuforms.check(path)) == [("0210-verdict-le-18", "error")]
    with pytest.raises(atuforms.InvalidRecord):
        atuforms.render(path, "docx", lang="kk")
    document = atuforms.render(path, "docx", lang="kk", draft=True).save(tmp_path / "draft.docx")
    assert verdicts(atuforms.check(document)) == [("0210-verdict-le-18", "error")]


def test_a_protocol_beside_a_certificate_that_says_no_is_a_refusal(tmp_path: Path) -> None:
    path = put(tmp_path, "certificate", changed("mooc-placement-certificate"))

    def found(**facts: Any) -> list[tuple[str, str]]:
        put(tmp_path, "protocol", changed("expertise-protocol", **facts))
        rules = ("02-expert-conclusion",)
        return [(f.severity, f.text("en")) for f in atuforms.check(path) if f.rule in rules]

    assert found() == []
    for lang, words in NO.items():
        ((severity, said),) = found(conclusion={lang: words})
        assert severity == "error"
        assert "protocol.json" in said
        assert words.split(". ")[-2 if lang == "ru" else -1].rstrip(".") in said
    assert found(conclusion="Курс рекомендуется. Не рекомендуется менять видео.") == []
    assert found(conclusion="Ранее не размещался, отклонений нет; рекомендуется.") == []
    half = dict(zip(CRITERIA, ["full"] * 5 + ["none"] * 3, strict=True))
    assert [severity for severity, _said in found(results=half)] == ["error"]
    assert found(results={**half, "tasks": "full"}) == []
    assert found(conclusion=NO["kk"], course_title="Басқа курс") == []
    put(tmp_path, "certificate", changed("mooc-placement-certificate", forced="Бұйрық №7"))
    ((severity, said),) = found(conclusion=NO["kk"])
    assert (severity, "Бұйрық №7" in said) == ("warning", True)


def test_a_judgement_beside_a_certificate_is_read_once_until_it_is_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for slug in ("mooc-placement-certificate", "compliance-criteria", "expertise-protocol"):
        shutil.copy(EXAMPLES / f"{slug}.yaml", tmp_path)
    read: list[str] = []

    def counted(path: Path) -> Any:
        read.append(path.name)
        return open_record(path)

    monkeypatch.setattr(judgement, "open_record", counted)
    form = atuforms.load(tmp_path / "mooc-placement-certificate.yaml")
    for _ in range(3):
        atuforms.render(form, "docx", lang="ru")
    once = sorted(read)
    assert len(once) == len(set(once))
    protocol = tmp_path / "expertise-protocol.yaml"
    protocol.write_text(f"{protocol.read_text(encoding='utf-8')}# edited\n", encoding="utf-8")
    atuforms.render(form, "docx", lang="ru")
    assert sorted(read) == sorted([*once, protocol.name])
