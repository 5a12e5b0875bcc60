"""What a service may write down: the logger ``atuforms`` of :mod:`logging`.

It prints nothing unless the program that imports atuforms says so. Its lines name forms, rules,
rows and counts; what may tell of a person (values of records, names of files, reasons that quote
them) stands at the level DEBUG only.
"""

from __future__ import annotations

import logging

from atuforms.core.findings import Finding, InvalidRecord, Report

log = logging.getLogger("atuforms")
log.addHandler(logging.NullHandler())


def refused(report: Report) -> InvalidRecord:
    """The error that refuses a record for what ``report`` says, after the log has noted it."""
    log.info("form %s refused: %s", report.form, broken_rules(report.errors))
    return InvalidRecord(report)


def broken_rules(findings: tuple[Finding, ...]) -> str:
    """The ids of the rules that are broken, each once."""
    return ", ".join(dict.fromkeys(finding.rule for finding in findings))
