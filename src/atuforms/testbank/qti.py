"""QTI 2.1, in which test systems other than Moodle exchange questions: a package of items.

A ZIP file with ``imsmanifest.xml``, a file for each question, and their pictures. No library on
PyPI that is kept writes version 2.1 from data; its schema is that of 1EdTech, ``imsqti_v2p1.xsd``.
QTI has no place for modules and Moodle's feedback; the caller names them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from atuforms.core.findings import Finding
from atuforms.testbank.messages import QTI_PART
from atuforms.testbank.model import CHOICES, Bank, File, Question, to_html
from atuforms.testbank.qti_text import body, refused
from atuforms.testbank.structure import ensure_writable, found

_NAMESPACE: Final = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE: Final = "http://www.imsglobal.org/xsd/imscp_v1p1"
_RULES: Final = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The same bank gives the same bytes."""
_ENDING: Final = re.compile(r"\.[a-z0-9]{1,5}")


def unfit(question: Question, index: int) -> Iterator[Finding]:
    """What an item of QTI cannot say."""
    parts = [("", part) for part in refused(question)]
    for i, option in enumerate(question.options):
        if question.kind not in CHOICES and "*" in option.text:
            parts.append((f".options.{i}", option.text))
    for part, actual in parts:
        yield found(question, index, "bank-qti-part", QTI_PART, part=part, actual=actual)


def write(bank: Bank) -> bytes:
    """``bank`` as a content package of QTI 2.1.

    :raises InvalidRecord: for questions that are incomplete, or that QTI cannot hold.
    """
    ensure_writable(bank, *(f for i, question in enumerate(bank) for f in unfit(question, i)))
    files: dict[str, bytes] = {}
    manifest = etree.Element(
        f"{{{_PACKAGE}}}manifest",
        identifier="bank",
        nsmap={None: _PACKAGE},  # type: ignore[dict-item]  # the stubs know no default
    )
    metadata = etree.SubElement(manifest, f"{{{_PACKAGE}}}metadata")
    etree.SubElement(metadata, f"{{{_PACKAGE}}}schema").text = "QTIv2.1 Package"
    etree.SubElement(metadata, f"{{{_PACKAGE}}}schemaversion").text = "1.0.0"
    etree.SubElement(manifest, f"{{{_PACKAGE}}}organizations")
    resources = etree.SubElement(manifest, f"{{{_PACKAGE}}}resources")
    for number, question in enumerate(bank, 1):
        name = f"q{number:05}"
        pictures = _pictures(question, name)
        kept = {f"{name}.xml": _file(_item(question, name, pictures))}
        kept |= {path: file.content for file, path in pictures.items()}
        resource = etree.SubElement(
            resources,
            f"{{{_PACKAGE}}}resource",
            identifier=name,
            type="imsqti_item_xmlv2p1",
            href=f"{name}.xml",
        )
        for path in kept:
            etree.SubElement(resource, f"{{{_PACKAGE}}}file", href=path)
        files |= kept
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for path, data in {"imsmanifest.xml": _file(manifest), **files}.items():
            package.writestr(zipfile.ZipInfo(path, _DATE), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _pictures(question: Question, name: str) -> dict[File, str]:
    """The files that the texts show, each with its path in the package."""
    shown = [*question.files, *(file for option in question.options for file in option.files)]
    paths: dict[File, str] = {}
    for file in shown:
        ending = PurePosixPath(file.name).suffix.lower()
        if file.of == "text":
            ending = ending if _ENDING.fullmatch(ending) else ""
            paths.setdefault(file, f"media/{name}-{len(paths) + 1}{ending}")
    return paths


def _file(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _put(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", attributes)
    child.text = text or None
    return child


def _item(question: Question, name: str, pictures: dict[File, str]) -> etree._Element:
    item = etree.Element(
        f"{{{_NAMESPACE}}}assessmentItem",
        identifier=name,
        title=question.name or question.default_name,
        adaptive="false",
        timeDependent="false",
        nsmap={None: _NAMESPACE},  # type: ignore[dict-item]  # the stubs know no default
    )
    choice = question.kind in CHOICES or question.kind == "true_false"
    base = "identifier" if choice else "float" if question.kind == "numeric" else "string"
    several = "multiple" if question.kind == "multiple" else "single"
    response = _put(
        item, "responseDeclaration", identifier="RESPONSE", cardinality=several, baseType=base
    )
    values = _values(question)
    correct = _put(response, "correctResponse")
    best = max(range(len(values)), key=lambda place: question.options[place].weight)
    for place in question.right if several == "multiple" else (best,):
        _put(correct, "value", values[place])
    weighed = several == "multiple" or any(o.weight not in (0, 100) for o in question.options)
    mapped = base != "float" and (weighed or question.kind == "short_text")
    if mapped:
        _mapping(response, question, values)
    score = _put(
        item, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float"
    )
    _put(_put(score, "defaultValue"), "value", "0")
    shown = _put(item, "itemBody")
    shown.append(body(_html(question, question.text), _of(question.files, pictures), _NAMESPACE))
    if choice:
        _choices(shown, question, values, pictures)
    else:
        _put(_put(shown, "p"), "textEntryInteraction", responseIdentifier="RESPONSE")
    if base == "float":
        _near_enough(item, question)
    else:
        rule = "map_response" if mapped else "match_correct"
        _put(item, "responseProcessing", template=f"{_RULES}/{rule}")
    return item


def _values(question: Question) -> list[str]:
    """What a right response is compared with."""
    if question.kind in ("short_text", "numeric"):
        return [option.text for option in question.options]
    return [f"c{i}" for i in range(1, len(question.options) + 1)]


def _mapping(response: etree._Element, question: Question, values: list[str]) -> None:
    mapping = _put(response, "mapping", defaultValue="0")
    if question.kind == "multiple":
        mapping.set("lowerBound", "0")
        mapping.set("upperBound", "1")
    weights = {value: o.weight for value, o in zip(values, question.options, strict=True)}
    for value, weight in weights.items():
        entry = _put(mapping, "mapEntry", mapKey=value, mappedValue=f"{weight / 100:.7g}")
        if question.kind == "short_text":
            entry.set("caseSensitive", str(question.case_sensitive).lower())


def _html(question: Question, text: str) -> str:
    html = to_html(text) if question.markup == "plain" else text
    return html.replace("\n", "<br>") if question.markup == "moodle" else html


def _of(files: tuple[File, ...], pictures: dict[File, str]) -> dict[str, str]:
    return {file.name: pictures[file] for file in files if file in pictures}


def _choices(
    shown: etree._Element, question: Question, values: list[str], pictures: dict[File, str]
) -> None:
    interaction = _put(
        shown,
        "choiceInteraction",
        responseIdentifier="RESPONSE",
        shuffle=str(question.shuffle and question.kind in CHOICES).lower(),
        maxChoices="0" if question.kind == "multiple" else "1",
    )
    for value, option in zip(values, question.options, strict=True):
        choice = _put(interaction, "simpleChoice", identifier=value)
        text = _html(question, option.text)
        choice.append(body(text, _of(option.files, pictures), _NAMESPACE))


def _near_enough(item: etree._Element, question: Question) -> None:
    """A number is right within its tolerance; the first that fits gives the score."""
    condition = _put(_put(item, "responseProcessing"), "responseCondition")
    for i, option in enumerate(question.options):
        branch = _put(condition, "responseElseIf" if i else "responseIf")
        tolerance = f"{option.tolerance:f}"
        equal = _put(
            branch, "equal", toleranceMode="absolute", tolerance=f"{tolerance} {tolerance}"
        )
        _put(equal, "variable", identifier="RESPONSE")
        _put(equal, "baseValue", option.text, baseType="float")
        score = _put(branch, "setOutcomeValue", identifier="SCORE")
        _put(score, "baseValue", f"{option.weight / 100:.7g}", baseType="float")
