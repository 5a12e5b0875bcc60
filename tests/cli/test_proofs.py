"""Proofs on the command line: keys, signing, verifying, the register's head, publishing."""

from __future__ import annotations

import base64
import json
import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest
from tests.cli.conftest import Run

import atuforms
from atuforms.register import chain
from atuforms.register.numbers import Register, Request

CERTIFICATE = "mooc-placement-certificate"


@pytest.fixture
def folder(tmp_path: Path, repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a key, its public half, and a record."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(repository / f"examples/{CERTIFICATE}.yaml", tmp_path)
    assert run("keys", "new", "key.json").code == 0
    (tmp_path / "pub.json").write_text(run("keys", "public", "key.json").out)
    return tmp_path


def test_a_key_is_made_once_and_shows_only_its_public_half(folder: Path, run: Run) -> None:
    if os.name == "posix":
        assert stat.S_IMODE((folder / "key.json").stat().st_mode) == 0o600
    assert run("keys", "new", "key.json").code == 2
    secret = json.loads((folder / "key.json").read_text())["d"]
    public = json.loads((folder / "pub.json").read_text())
    assert set(public) == {"kty", "crv", "x", "kid", "alg", "use"}
    (folder / "key.json").chmod(0o644)
    said = run("render", f"{CERTIFICATE}.yaml", "--lang", "kk", "--to", "docx", "--key", "key.json")
    assert said.code == 0
    assert "chmod 600" in said.err or os.name != "posix"
    assert secret not in said.out + said.err


def test_verify_says_it_by_its_exit_code_and_as_json(folder: Path, run: Run) -> None:
    made = run("render", f"{CERTIFICATE}.yaml", "--lang", "kk", "--to", "pdf,docx",
               "--key", "key.json", "-o", "signed")  # fmt: skip
    assert made.code == 0
    plain = run("render", f"{CERTIFICATE}.yaml", "--lang", "kk", "--to", "pdf", "-o", "plain")
    assert plain.code == 0
    pdf, word = f"signed/{CERTIFICATE}.kk.pdf", f"signed/{CERTIFICATE}.kk.docx"
    said = run("verify", pdf, word, "--keys", "pub.json")
    assert (said.code, said.err) == (0, "")
    assert said.out.count("genuine") == 2
    one = json.loads(run("verify", pdf, "--keys", "pub.json", "--json").out)
    assert one == {
        "file": pdf,
        "genuine": True,
        "reason": "genuine",
        "form": "02-09",
        "number": "17",
        "date": "2025-12-12",
        "key": json.loads((folder / "pub.json").read_text())["kid"],
        "differences": [],
    }
    both = run("verify", pdf, f"plain/{CERTIFICATE}.kk.pdf", "--keys", "pub.json", "--json")
    assert both.code == 1
    assert [each["reason"] for each in json.loads(both.out)] == ["genuine", "not-signed"]
    assert run("verify", pdf, "no-such.pdf", "--keys", "pub.json").code == 2
    assert run("keys", "new", "other.json").code == 0
    assert "not known here" in run("verify", pdf, "--keys", "other.json").out
    assert run("verify", pdf).code == 2
    assert run("verify", pdf, "--keys", "no-such.json").code == 2


def test_a_batch_signs_in_any_number_of_processes(folder: Path, run: Run) -> None:
    rows = folder / "rows.jsonl"
    values = atuforms.load(f"{CERTIFICATE}.yaml").record()
    values.pop("number")
    lines = [{**values, "unit": {"kk": f"{n}-кафедра"}} for n in range(3)]
    rows.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in lines), "utf-8")
    words = ("batch", "02-09", "rows.jsonl", "--lang", "kk", "--to", "pdf")
    first = run(*words, "-o", "one", "--register", "one.db", "--key", "key.json")
    assert first.code == 0, first
    second = run(*words, "-o", "two", "--register", "two.db", "--key", "key.json", "--workers", "2")
    assert second.code == 0, second
    made = sorted((folder / "one").glob("*.pdf"))
    assert len(made) == 3
    for file in made:
        assert file.read_bytes() == (folder / "two" / file.name).read_bytes()
    said = run("verify", *made, "--keys", "pub.json", "--register", "one.db")
    assert said.code == 0
    # Made without a key before, they are made anew with one; the numbers stay.
    assert run(*words, "-o", "three", "--register", "three.db").code == 0
    assert run("verify", *(folder / "three").glob("*.pdf"), "--keys", "pub.json").code == 1
    again = run(*words, "-o", "three", "--register", "three.db", "--key", "key.json")
    assert again.code == 0
    assert run("verify", *(folder / "three").glob("*.pdf"), "--keys", "pub.json").code == 0
    assert sorted(each.name for each in (folder / "three").glob("*.pdf")) == [
        each.name for each in made
    ]


def test_the_register_shows_that_nothing_before_its_head_was_changed(
    folder: Path, run: Run
) -> None:
    with Register("register.db") as journal:
        journal.reserve_all([Request("02-09", 2025, str(n), holder="Әсел") for n in range(5)])
    assert run("register", "head", "register.db", "--key", "key.json", "-o", "head.jws").code == 0
    words = ("register", "verify", "register.db", "--head", "head.jws", "--keys", "pub.json")
    assert run(*words).code == 0
    assert run("register", "void", "register.db", "02-09", "1", "--reason", "x").code == 0
    assert run(*words).code == 0
    assert run("keys", "new", "other.json").code == 0
    assert run(*words[:-1], "other.json").code == 2
    with sqlite3.connect("register.db") as base:
        chain.install(base)
        base.execute("DROP TABLE entries")
        for name in ("line_entered", "line_changed", "line_taken_out"):
            base.execute(f"DROP TRIGGER {name}")
        base.execute("UPDATE numbers SET holder = 'Басқа' WHERE number = '3'")
        chain.begin(base)
    base.close()
    said = run(*words)
    assert said.code == 1
    assert "is not the one that was signed" in said.out
    assert json.loads(run(*words, "--json").out)[0]["problem"] == "head-differs"


def test_what_is_published_has_no_names(folder: Path, run: Run) -> None:
    with Register("register.db") as journal:
        journal.reserve(Request("02-09", 2025, "k", number="17", holder="Сейітқали Әсел"))
        journal.confirm("02-09", [("k", "17")])
    said = run("register", "publish", "register.db", "--key", "key.json", "-o", "web")
    assert said.code == 0
    assert sorted(each.name for each in (folder / "web").iterdir()) == [
        "head.jws", "index.html", "keys.json", "numbers.jws",
    ]  # fmt: skip
    secret = json.loads((folder / "key.json").read_text())["d"]
    for file in (folder / "web").iterdir():
        text = file.read_text("utf-8")
        assert secret not in text
        assert "Сейітқали" not in text
    run("render", f"{CERTIFICATE}.yaml", "--lang", "kk", "--to", "pdf", "--key", "key.json")
    pdf = f"{CERTIFICATE}.kk.pdf"
    words = ("verify", pdf, "--keys", "web/keys.json", "--list", "web/numbers.jws")
    assert run(*words).code == 0
    run("register", "void", "register.db", "02-09", "17", "--reason", "x")
    run("register", "publish", "register.db", "--key", "key.json", "-o", "web")
    said = run(*words, "--json")
    assert (said.code, json.loads(said.out)["reason"]) == (1, "void")


def test_a_certificate_of_completion_becomes_an_open_badge(
    folder: Path, run: Run, repository: Path
) -> None:
    file = repository / "examples/completion-certificate.yaml"
    said = run("badge", file, "--key", "key.json", "-o", "badge.jwt")
    assert said.code == 0
    header, payload, _ = (folder / "badge.jwt").read_text().strip().split(".")
    about = json.loads(base64.urlsafe_b64decode(header + "=="))
    badge = json.loads(base64.urlsafe_b64decode(payload + "=="))
    public = json.loads((folder / "pub.json").read_text())
    assert about["alg"] == "EdDSA"
    assert about["jwk"] == {name: public[name] for name in ("kty", "crv", "x")}
    # https://www.imsglobal.org/spec/ob/v3p0/#achievementcredential
    assert badge["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert badge["@context"][1].startswith("https://purl.imsglobal.org/spec/ob/v3p0/context-3.")
    assert {"VerifiableCredential", "OpenBadgeCredential"} <= set(badge["type"])
    assert badge["issuer"]["type"] == ["Profile"]
    assert (badge["iss"], badge["jti"]) == (badge["issuer"]["id"], badge["id"])
    assert (badge["sub"], "vc" in badge) == (badge["credentialSubject"]["id"], False)
    assert badge["validFrom"] == "2025-12-20T00:00:00Z"
    subject = badge["credentialSubject"]
    assert subject["type"] == ["AchievementSubject"]
    (identity,) = subject["identifier"]
    assert (identity["identityType"], identity["hashed"]) == ("name", False)
    achievement = subject["achievement"]
    assert achievement["type"] == ["Achievement"]
    assert {"id", "name", "description", "criteria"} <= set(achievement)
    (result,), (meaning,) = subject["result"], achievement["resultDescription"]
    assert result["resultDescription"] == meaning["id"]
    assert {"id", "name", "resultType", "type"} <= set(meaning)
    again = run("badge", file, "--key", "key.json").out
    assert again.strip() == (folder / "badge.jwt").read_text().strip()
    assert run("badge", f"{CERTIFICATE}.yaml", "--key", "key.json").code == 2
    assert run("badge", file, "--key", "key.json", "--issuer", "atu").code == 2
