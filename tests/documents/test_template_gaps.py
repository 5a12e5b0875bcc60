"""What templates of one's own leave out is named; what Jinja itself can do is no field."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run, run
from tests.documents.test_own_templates import MAIN, Parts, change, folder

from atuforms.documents.own_templates import check_templates

__all__ = ["folder", "run"]


def test_printing_names_what_a_template_leaves_out(folder: Path, tmp_path: Path, run: Run) -> None:
    """The document is made all the same."""

    def edit(parts: Parts) -> None:
        parts[MAIN] = parts[MAIN].replace(b"{{ platform }}", b"")

    change(folder, edit)
    record = "examples/mooc-placement-certificate.yaml"
    options = ["--to", "docx", "--templates", str(folder), "-o", str(tmp_path)]
    for command in (["render", record], ["blank", "02-09"]):
        done = run(*command, "--lang", "ru", *options)
        assert done.code == 0
        assert done.err.count("{{ platform }}") == 1
    assert "platform" not in run("render", record, "--lang", "kk", *options).err


def test_methods_filters_and_functions_of_jinja_are_no_unknown_fields(folder: Path) -> None:
    """What a text can do is its own; what it cannot is told."""

    def add(parts: Parts) -> None:
        tags = (
            "{{ director.name.upper() }}",
            "{{ course_title|title }}",
            "{{ unit.split()[0] }}",
            '{{ authors|map(attribute="name")|join(", ") }}',
            "{% for n in range(2) %}{{ n }}{% endfor %}",
            "{{ director.name.shout() }}",
        )
        runs = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in tags)
        parts[MAIN] = parts[MAIN].replace(b"<w:body>", b"<w:body>" + runs.encode())

    change(folder, add)
    (fault,) = check_templates(folder)
    assert "director.name.shout" in str(fault.error)
