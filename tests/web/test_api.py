"""The API: what it answers, what its description says, and what it does with what is no request."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import httpx2 as httpx
import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml
from fastapi.openapi.models import OpenAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import atuforms
from atuforms.core.settings import read_settings
from atuforms.forms.listing import entries
from atuforms.web.application import application
from atuforms.web.guard import Limits
from atuforms.web.operations import OPERATIONS

SENTENCE = {400, 403, 405, 408, 413, 422, 501, 503}
"""Statuses of what is refused with a reason."""


def call(client: TestClient, name: str, **body: Any) -> Any:
    return client.post(f"/api/{name}", json=body)


def sent(data: bytes, name: str = "a.docx") -> dict[str, str]:
    return {"name": name, "data": base64.b64encode(data).decode()}


def test_the_forms_are_listed(client: TestClient) -> None:
    found = client.get("/api/forms", params={"lang": "ru"}).json()
    assert [each["slug"] for each in found] == [entry.slug for entry in entries()]
    assert next(each["title"] for each in found if each["code"] == "02-09") == "Справка"


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_record_is_checked_as_the_library_does(client: TestClient, lang: str) -> None:
    record = {"form": "02-09", "course_title": "x" * 200, "date": "2025-02-30", "colour": "red"}
    answer = call(client, "check", record=record, lang=lang).json()
    report = atuforms.check(record)
    assert answer["ok"] is False
    assert {(f["rule"], f["path"]) for f in answer["findings"]} == {
        (each.rule, each.path) for each in report.findings
    }
    keys = {"rule", "clause", "severity", "path", "line", "limit", "actual", "message"}
    assert all(keys <= finding.keys() for finding in answer["findings"])
    started = call(client, "check", record=record, lang=lang, asked=False).json()
    assert 0 < len(started["findings"]) < len(answer["findings"])


def test_a_record_may_be_the_whole_body(client: TestClient, certificate: dict[str, Any]) -> None:
    assert client.post("/api/check", json=certificate).json()["ok"] is True
    answer = client.post("/api/render", params={"to": "docx", "lang": "ru"}, json=certificate)
    assert answer.content == atuforms.render(certificate, "docx", lang="ru").data


@pytest.mark.parametrize("to", ["docx", "pdf"])
def test_a_document_is_made_or_the_findings_say_why_not(
    client: TestClient, certificate: dict[str, Any], to: str
) -> None:
    made = call(client, "render", record=certificate, to=to, lang="kk")
    document = atuforms.render(certificate, to, lang="kk")
    assert made.content == document.data
    assert made.headers["content-type"] == document.media_type
    assert f"UTF-8''{document.filename}" in made.headers["content-disposition"]
    refused = call(client, "render", record={"form": "02-09"}, to=to, lang="en", messages="ru")
    assert refused.status_code == 422
    assert "не указано" in refused.text or "Заполните" in refused.text


def test_files_come_as_json_or_as_a_form(
    client: TestClient, broken_word: bytes, sound_word: bytes, certificate: dict[str, Any]
) -> None:
    as_form = client.post(
        "/api/check", files={"file": ("Анықтама.docx", broken_word)}, data={"lang": "ru"}
    ).json()
    assert (as_form["file"], as_form["ok"]) == ("Анықтама.docx", False)
    as_json = call(client, "check", file=[sent(broken_word, "Анықтама.docx")], lang="ru").json()
    assert as_json == as_form
    opened = call(client, "open", file=sent(sound_word), lang="kk").json()
    assert opened["record"]["number"] == certificate["number"]
    assert (
        opened
        == call(client, "open", data=sent(sound_word)["data"], filename="a.docx", lang="kk").json()
    )
    empty = call(client, "open", data="", filename="бос.yaml", lang="en")
    assert (empty.status_code, "бос.yaml is empty" in empty.json()["error"]) == (400, True)

    commented = call(client, "comment", file=sent(broken_word), lang="kk")
    assert zipfile.ZipFile(io.BytesIO(commented.content)).read("word/comments.xml")


def test_a_record_becomes_yaml_and_python_and_comes_back(
    client: TestClient, certificate: dict[str, Any]
) -> None:
    text = call(client, "yaml", record=certificate, lang="kk").json()["yaml"]
    assert call(client, "yaml", text=text).json()["record"]["number"] == certificate["number"]
    assert "MoocPlacementCertificate(" in call(client, "code", record=certificate).json()["python"]
    pages = call(client, "preview", record=certificate, lang="ru").json()["pages"]
    assert base64.b64decode(pages[0]).startswith(b"\x89PNG")


def test_tables_banks_and_dossiers_are_taken_too(client: TestClient, sound_word: bytes) -> None:
    rows = b'{"course_title": "A", "terms": [{"term": "a", "definition": "b"}]}\n{"terms": []}\n'
    batch = call(client, "batch", form="glossary", file=[sent(rows, "r.jsonl")], lang="en")
    names = zipfile.ZipFile(io.BytesIO(batch.content)).namelist()
    assert sum(name.endswith(".docx") for name in names) == 1
    assert "result.txt" in names
    refused = call(client, "batch", form="glossary", file=[sent(b"terms\n;\n", "r.csv")])
    assert refused.status_code in (400, 422)
    dossier = call(client, "dossier", file=[sent(sound_word)], kind="mooc-placement", lang="en")
    assert [each["file"] for each in dossier.json()["documents"]] == ["a.docx"]
    bank = sent(b"Q?\nA. a\nB. b\nANSWER: A\n", "b.txt")
    made = call(client, "testbank", file=bank, to="moodle-xml", fix=True, lang="en").json()
    assert made["files"][0]["name"] == "b.xml"


def test_the_description_is_sound_and_complete(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": "/"}]
    assert OpenAPI.model_validate(described).paths
    assert set(described["paths"]) == {f"/api/{name}" for name in OPERATIONS}
    identities = [
        one["operationId"] for each in described["paths"].values() for one in each.values()
    ]
    assert len(identities) == len(set(identities))
    for schema in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    refusals = {"400", "403", "408", "413", "421", "422", "500", "501", "503"}
    for path, methods in described["paths"].items():
        for method in methods:
            assert set(methods[method]["responses"]) == {"200", *refusals}
            assert client.request(method, path).status_code != 405
    text = json.dumps(described)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= described["components"]["schemas"].keys()


def test_what_is_answered_is_what_the_description_says(
    client: TestClient, certificate: dict[str, Any], sound_word: bytes
) -> None:
    described = client.get("/api/openapi.json").json()
    calls: dict[str, dict[str, Any]] = {
        "forms": {},
        "describe": {"form": "02-02", "lang": "kk"},
        "check": {"record": {"form": "02-01"}},
        "preview": {"record": {"form": "glossary"}},
        "open": {"file": sent(sound_word)},
        "code": {"record": certificate},
        "yaml": {"record": certificate},
        "dossier": {"file": [sent(sound_word)]},
        "testbank": {"file": sent(b"Q?\nA. a\nB. b\nANSWER: A\n", "b.txt"), "to": "gift"},
        "render": {"record": {"form": "02-09"}},
    }
    for name, body in calls.items():
        answer = call(client, name, **body)
        operation = described["paths"][f"/api/{name}"]["post"]
        schema = operation["responses"][str(answer.status_code)]["content"]["application/json"]
        whole = {**schema["schema"], "components": described["components"]}
        jsonschema.validate(answer.json(), whole)
        request = operation["requestBody"]["content"]["application/json"]["schema"]
        jsonschema.validate(body, {**request, "components": described["components"]})


# What is no request

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
_NAMES = sorted({each.name for one in OPERATIONS.values() for each in one.parameters})
_KNOWN = st.sampled_from(["02-09", "01-02", "test-bank", "kk", "docx", "xx", "", "\x00", "../a"])
_RECORDS = st.dictionaries(
    st.sampled_from(
        ["form", "lang", "number", "authors", "$files", "date", "questions", "picture"]
    ),
    _KNOWN | _JSON,
    max_size=5,
)
_BODIES = st.dictionaries(st.sampled_from(_NAMES), _RECORDS | _KNOWN | _JSON, max_size=4) | _RECORDS


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(sorted(OPERATIONS)), body=_BODIES)
def test_whatever_is_sent_is_no_mistake_of_the_service(
    client: TestClient, name: str, body: Any
) -> None:
    text = json.dumps(body)
    headers = {"Content-Type": "application/json"}
    answer = client.post(f"/api/{name}", content=text, headers=headers)
    assert answer.status_code in SENTENCE | {200}, (text, answer.text)
    if answer.status_code in SENTENCE:
        said = answer.json()
        assert said.get("error") or said["findings"], text


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(sorted(OPERATIONS)),
    kind=st.sampled_from(
        [
            "application/json",
            "text/plain",
            "",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=x; charset=nonsense",
            "application/x-www-form-urlencoded",
        ]
    ),
    body=st.binary(max_size=60)
    | st.text('{}[]":,x0\\ud8', max_size=40).map(str.encode)
    | st.lists(
        st.sampled_from(
            [
                b"--x\r\n",
                b"--x--\r\n",
                b'Content-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n',
                b'Content-Disposition: form-data; name="record"\r\n\r\nform: 02-09\r\n',
                b"Content-Disposition: form-data\r\n\r\n",
                b"\r\n",
                b"PK\x03\x04",
            ]
        )
    ).map(b"".join),
)
def test_no_body_of_any_kind_is_a_mistake_of_the_service(
    client: TestClient, name: str, kind: str, body: bytes
) -> None:
    answer = client.post(f"/api/{name}", content=body, headers={"Content-Type": kind})
    assert answer.status_code in SENTENCE | {200}, answer.text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"record":' + b"[" * 100_000, "nested too deeply"),
        (b'{"record":{"form":"02-09","unit":' + b"[" * 500 + b"]" * 500 + b"}}", "nested"),
        (b'{"form":"02-09","form":"02-01"}', "stands twice"),
        (b'{"record":{"form":"02-09","number":NaN}}', "no number"),
        (b'{"form":"02-09","number":' + b"7" * 9000 + b"}", "not JSON"),
        (b"[1]", "not an object"),
        (b'{"form": "02-99"}', "02-99"),
        (b'{"form": "a\\ud800b"}', "aU+D800b"),
        (b'{"record": {"form": "02-09"}, "colour": 1}', "colour"),
        (b"\xff", "UTF-8"),
    ],
)
def test_what_is_not_understood_is_told_in_a_sentence(
    client: TestClient, body: bytes, said: str
) -> None:
    headers = {"Content-Type": "application/json", "Accept-Language": "en"}
    answer = client.post("/api/check", content=body, headers=headers)
    assert answer.status_code == 400
    assert said in answer.json()["error"]


def test_a_record_names_no_file_of_the_machine(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "examples")
    record = yaml.safe_load(Path("self-study-material.yaml").read_text(encoding="utf-8"))
    assert Path("pictures/growth.png").is_file()
    with TestClient(application(["testserver"], workers=1)) as client:
        found = call(client, "check", record=record, lang="en").json()["findings"]
        assert any("pictures/growth.png" in each["message"] for each in found)
        absolute = json.loads(json.dumps(record).replace("pictures", str(Path.cwd() / "pictures")))
        found = call(client, "check", record=absolute, lang="en").json()["findings"]
        assert any("growth.png" in each["message"] for each in found)


# Many at once, and too long


def test_eight_clients_at_once_get_what_each_asked_for(
    served: str, certificate: dict[str, Any]
) -> None:
    wanted = {
        (lang, to): atuforms.render(certificate, to, lang=lang).data
        for lang in ("kk", "ru", "en")
        for to in ("docx", "pdf")
    }

    def ask(job: tuple[str, str]) -> bool:
        with httpx.Client(base_url=served, timeout=60) as own:
            checked = own.post("/api/check", json={"record": {"form": "01-01"}, "lang": job[0]})
            body = {"record": certificate, "lang": job[0], "to": job[1]}
            return (
                checked.status_code == 200
                and own.post("/api/render", json=body).content == wanted[job]
            )

    with ThreadPoolExecutor(8) as clients:
        assert all(clients.map(ask, islice(cycle(wanted), 16)))


def test_work_that_takes_too_long_is_ended_and_the_next_goes_on(
    certificate: dict[str, Any], emptied: Path
) -> None:
    service = application(["testserver"], workers=1, limits=Limits(seconds=3))
    endless = {**certificate, "authors": certificate["authors"] * 10_000}
    with TestClient(service) as client:
        call(client, "check", record=certificate)  # the process has begun
        late = call(client, "render", record=endless, to="pdf", draft=True)
        assert late.status_code == 408
        assert "3\N{NO-BREAK SPACE}секундтан асып" in late.json()["error"]
        # A new process has to begin first, which may itself take long on a busy machine.
        answers = (call(client, "check", record=certificate) for _ in range(5))
        assert any(answer.status_code == 200 for answer in answers)


def test_the_settings_of_the_organisation_hold_for_every_record(
    tmp_path: Path, certificate: dict[str, Any]
) -> None:
    file = tmp_path / "atuforms.toml"
    file.write_text('[organisation]\ndirector = "Ахметова Айгүл"\n', encoding="utf-8")
    service = application(["testserver"], workers=1, settings=read_settings(file))
    record = {key: value for key, value in certificate.items() if key != "director"}
    with TestClient(service) as client:
        assert call(client, "check", record=record).json()["ok"] is True
        word = call(client, "render", record=record, to="docx", lang="kk").content
        assert "Ахметова Айгүл" in json.dumps(
            call(client, "open", file=sent(word)).json(), ensure_ascii=False
        )
