"""The example of a web service: functions of its own, and all forms below an address in it."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import atuforms


@pytest.fixture(scope="module")
def service(repository: Path) -> Iterator[TestClient]:
    os.environ["ATUFORMS_HOSTS"] = "testserver"
    place = repository / "examples" / "service" / "app.py"
    spec = importlib.util.spec_from_file_location("service", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    del os.environ["ATUFORMS_HOSTS"]
    with TestClient(module.app) as client:
        yield client


@pytest.fixture(scope="module")
def record(repository: Path) -> dict[str, Any]:
    return atuforms.load(repository / "examples" / "mooc-placement-certificate.yaml").record()


def test_a_wrong_record_is_answered_with_findings_in_kazakh(service: TestClient) -> None:
    answer = service.post("/kk/check", json={"form": "02-09", "number": ["1"]})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/json")
    messages = {each["path"]: each["message"] for each in answer.json()["findings"]}
    assert messages["number"].startswith("№: мұнда мәтін қажет")
    assert "director" in messages
    assert service.post("/kk/render/pdf", json={"form": "02-09"}).json()["ok"] is False


@pytest.mark.parametrize("to", ["docx", "pdf"])
def test_a_right_record_is_printed(service: TestClient, record: dict[str, Any], to: str) -> None:
    assert service.post("/ru/check", json=record).json()["ok"] is True
    answer = service.post(f"/ru/render/{to}", json=record)
    document = atuforms.render(record, to, lang="ru")
    assert answer.content == document.data
    assert answer.headers["content-type"] == document.media_type
    assert document.filename in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [("kk/check", "02-99", "деген нысан жоқ"), ("ru/check", "a\ud800b", "Формы «aU+D800b»")],
)
def test_what_is_no_record_is_told_in_a_sentence(
    service: TestClient, path: str, form: str, said: str
) -> None:
    body = f'{{"form": {ascii(form).replace(chr(39), chr(34))}}}'
    answer = service.post(path, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert said in answer.text


def test_a_format_that_a_form_does_not_have_is_told(
    service: TestClient, record: dict[str, Any]
) -> None:
    answer = service.post("/en/render/pptx", json=record)
    assert answer.status_code == 400
    assert "It has: docx, pdf." in answer.text


def test_every_address_of_the_forms_holds_below_the_one_where_they_are_mounted(
    service: TestClient,
) -> None:
    seen, ahead = set(), ["http://testserver/forms"]
    while ahead:
        address = ahead.pop()
        answer = service.get(address)
        assert answer.status_code == 200, address
        assert answer.url.path.startswith("/forms/")
        seen |= {address, str(answer.url)}
        if answer.headers["content-type"].startswith("text/html"):
            links = re.findall(r'(?:href|src|action)="([^"#]+)"', answer.text)
            found = {str(answer.url.join(link.replace("&amp;", "&"))) for link in links}
            # Of the forms a few will do, in each language.
            new = {
                each for each in found if not re.search(r"/0[34]-|-[a-z]|/0\d-(?!09)|\.pdf", each)
            }
            ahead += sorted(new - seen - set(ahead))
    assert {f"http://testserver/forms/{lang}/02-09" for lang in ("kk", "ru", "en")} <= seen
    assert "http://testserver/forms/static/editor.css" in seen


def test_the_api_of_the_forms_is_described_where_they_are_mounted(
    service: TestClient, record: dict[str, Any]
) -> None:
    described = service.get("/forms/api/openapi.json").json()
    base = described["servers"][0]["url"]
    assert service.post(f"{base}/api/check", json=record).json()["ok"] is True
