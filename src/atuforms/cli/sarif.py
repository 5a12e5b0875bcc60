"""Reports as SARIF 2.1.0, which code hosts and editors show beside the lines of a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final
from urllib.parse import quote

from atuforms.cli.rulebook import rule_book
from atuforms.core.findings import Finding, Report
from atuforms.core.language.labels import clause_text
from atuforms.core.language.languages import Language

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_INFORMATION = "https://atu.edu.kz"


def sarif(reports: Sequence[Report], lang: Language) -> dict[str, object]:
    """One run with the results of all ``reports``, messages in ``lang``.

    Each rule that was broken is described: its clause, and the sentence of the regulation.
    """
    broken = list(dict.fromkeys(finding.rule for report in reports for finding in report))
    index = {rule: number for number, rule in enumerate(broken)}
    clauses = {finding.rule: finding.clause for report in reports for finding in report}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "atuforms",
                        "version": version("atuforms"),
                        "informationUri": _INFORMATION,
                        "rules": [_rule(rule, clauses[rule], lang) for rule in broken],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(finding, report, index, lang)
                    for report in reports
                    for finding in report
                ],
            }
        ],
    }


def _rule(rule: str, clause: str, lang: Language) -> dict[str, object]:
    known = rule_book().get(rule)
    described: dict[str, object] = {"id": rule}
    if known is not None:
        described["shortDescription"] = {"text": known.sentence or rule}
        described["defaultConfiguration"] = {"level": known.severity}
    if clause:
        described["help"] = {"text": clause_text(clause, lang)}
        described["properties"] = {"clause": clause}
    return described


def _result(
    finding: Finding, report: Report, index: Mapping[str, int], lang: Language
) -> dict[str, object]:
    location: dict[str, object] = {}
    if report.file:
        place: dict[str, object] = {"artifactLocation": {"uri": _uri(report.file)}}
        if finding.line:
            column = {"startColumn": finding.column} if finding.column else {}
            place["region"] = {"startLine": finding.line, **column}
        location["physicalLocation"] = place
    if finding.path:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.path, "kind": "value"}]
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity,
        "message": {"text": finding.text(lang)},
    }
    if location:
        result["locations"] = [location]
    return result


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
