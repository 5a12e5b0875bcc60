"""What journal and manifest tell each other before a run begins."""

from __future__ import annotations

from datetime import datetime

from atuforms.batches.manifest import Made, Manifest
from atuforms.register.numbers import Register


def tell_register(register: Register, manifest: Manifest, form: str, at: datetime) -> None:
    """Tell the journal which documents there are, whatever it knows of them."""
    register.confirm(form, ((made.record, made.number) for made in manifest), at=at)
    numbered = (made for made in manifest if made.form == form and made.number)
    register.adopt(
        form,
        (
            (made.year, made.number, made.record, f"{manifest.id}/{made.origin}", made.time)
            for made in numbered
        ),
    )


def facts_of(made: Made, register: Register | None) -> tuple[str, str, str]:
    """Holder, title and date of a document, as the journal has them."""
    line = register.of_record(made.form, made.record) if register is not None else None
    return (line.holder, line.title, line.date) if line else ("", made.file.rpartition(".")[0], "")


def void_documents(register: Register, manifest: Manifest, form: str) -> list[Made]:
    """The documents whose numbers were made void since they were made."""
    lines = [line for line in register.list(form) if line.state == "void"]
    numbers = {(line.year, line.number) for line in lines}
    keys = {(line.key, line.number) for line in lines}
    return [
        made
        for made in (manifest if lines else ())
        if ((made.year, made.number) in numbers and made.form == form)
        or (not made.form and (made.record, made.number) in keys)
    ]
