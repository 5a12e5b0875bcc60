"""Packages of QTI 2.1: every question with its key, nothing lost without a word."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree
from tests.testbank.strategies import RICH_BANKS

from atuforms.cli import main
from atuforms.core.findings import InvalidRecord
from atuforms.testbank import Bank, File, Option, Question, write_bank
from atuforms.testbank.conversion import not_kept
from atuforms.testbank.qti import unfit

QTI = {"q": "http://www.imsglobal.org/xsd/imsqti_v2p1"}


def found(element: etree._Element, path: str) -> etree._Element:
    """The first element at ``path``, which is there."""
    there = element.find(path, QTI)
    assert there is not None
    return there


def texts(root: etree._Element, path: str) -> list[str]:
    """What an XPath of attributes finds."""
    made = root.xpath(path)
    assert isinstance(made, list)
    return [str(each) for each in made]


def items(bank: Bank) -> list[etree._Element]:
    package = zipfile.ZipFile(io.BytesIO(write_bank(bank, "qti")))
    manifest = etree.fromstring(package.read("imsmanifest.xml"))
    named = texts(manifest, "//*[local-name()='file']/@href")
    assert [*named, "imsmanifest.xml"] == [*package.namelist()[1:], "imsmanifest.xml"]
    hrefs = texts(manifest, "//*[local-name()='resource']/@href")
    return [etree.fromstring(package.read(each)) for each in hrefs]


def right(item: etree._Element) -> list[str]:
    """What a system that reads the item takes for the right response."""
    values = [
        each.text or ""
        for each in item.findall("q:responseDeclaration/q:correctResponse/q:value", QTI)
    ]
    choices = {
        each.get("identifier"): "".join(map(str, each.itertext()))
        for each in item.iterfind(".//q:simpleChoice", QTI)
    }
    return [choices.get(value, value) for value in values]


def question(kind: str, *options: tuple[str, float], **more: object) -> Question:
    return Question("Сұрақ?", tuple(Option(*each) for each in options), kind, **more)  # type: ignore[arg-type]


def test_every_kind_of_question_has_its_key() -> None:
    bank = Bank(
        (
            question("single", ("а < б", 0), ("в & г", 100)),
            question("multiple", ("бір", 50), ("екі", -50), ("үш", 50)),
            question("true_false", ("true", 0), ("false", 100)),
            question("short_text", ("Астана", 100), ("Нұр-Сұлтан", 50)),
            Question("π?", (Option("3.14", 100, tolerance=Decimal("0.01")),), "numeric"),
        )
    )
    made = items(bank)
    assert [right(item) for item in made] == [
        ["в & г"],
        ["бір", "үш"],
        ["false"],
        ["Астана"],
        ["3.14"],
    ]
    weights = [
        [each.get("mappedValue") for each in item.iterfind(".//q:mapEntry", QTI)] for item in made
    ]
    assert weights == [[], ["0.5", "-0.5", "0.5"], [], ["1", "0.5"], []]
    assert found(made[4], ".//q:equal").get("tolerance") == "0.01 0.01"


def test_pictures_and_markup_go_along() -> None:
    picture = File("а 1.png", b"\x89PNG")
    shown = Question(
        "<p>H<sub>2</sub>O</p><table><tr><td>1</table><ul><li>a</ul>"
        '<img src="@@PLUGINFILE@@/%D0%B0%201.png">',
        (
            Option("<p>иә</p>", 100),
            Option('<img src="@@PLUGINFILE@@/b.gif">', files=(File("b.gif", b"GIF"),)),
        ),
        markup="html",
        files=(picture,),
    )
    (item,) = items(Bank((shown,)))
    sources = texts(item, ".//*[local-name()='img']/@src")
    assert sources == ["media/q00001-1.png", "media/q00001-2.gif"]
    assert found(item, ".//q:sub").text == "2"
    assert found(item, ".//q:table/q:tbody/q:tr/q:td").text == "1"
    assert write_bank(Bank((shown,)), "qti") == write_bank(Bank((shown,)), "qti")


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("<p>a</p><script>x</script>", "html"),
        ('<p>a</p><img src="https://example.org/a.png">', "html"),
        ('<p>a</p><img src="@@PLUGINFILE@@/lost.png">', "html"),
        ("<p>a</p><video src='a.mp4'></video>", "html"),
        ("**a**", "markdown"),
    ],
)
def test_what_qti_cannot_hold_is_refused(text: str, markup: str) -> None:
    bad = Question(text, (Option("b", 100), Option("c")), markup=markup)  # type: ignore[arg-type]
    assert list(unfit(bad, 0))
    with pytest.raises(InvalidRecord, match="QTI"):
        write_bank(Bank((bad,)), "qti")


def test_a_wildcard_of_moodle_is_refused() -> None:
    assert list(unfit(question("short_text", ("Аста*", 100)), 0))
    assert list(unfit(question("numeric", ("*", 100)), 0))


def test_what_is_dropped_is_named() -> None:
    bank = Bank(
        (
            Question("<u>a</u>", (Option("<p>b</p>", 100), Option("c")), markup="html", module="1"),
            question("single", ("a", 100), ("b", 0), feedback="себебі", mark=2.0),
        )
    )
    (finding,) = not_kept(bank, "qti")
    assert finding.actual == "generalfeedback, defaultgrade, category, <u>"


@settings(max_examples=40, deadline=None)
@given(RICH_BANKS)
def test_generated_banks_keep_their_keys(bank: Bank) -> None:
    kept = Bank(tuple(q for i, q in enumerate(bank) if not list(unfit(q, i))))
    for item, meant in zip(items(kept), kept, strict=True):
        assert len(item.findall(".//q:simpleChoice", QTI)) in (0, len(meant.options))
        several = meant.kind == "multiple"
        assert len(right(item)) == (len(meant.right) if several else 1)


def test_the_command_writes_a_package(tmp_path: Path) -> None:
    (tmp_path / "a.gift").write_text("Көл?{=Балқаш ~Арал}\n\nЖаз.{}\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="1"):
        main(["testbank", str(tmp_path / "a.gift"), str(tmp_path / "a.zip"), "--fix"])
    assert zipfile.ZipFile(tmp_path / "a.zip").namelist() == ["imsmanifest.xml", "q00001.xml"]
