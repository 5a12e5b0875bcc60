"""Signing: a document with its proof in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from atuforms.core.exceptions import UnreadableInput, UnsafeOutput
from atuforms.documents.fingerprints import fingerprints_of
from atuforms.documents.printing import refuse_unsigned, with_proof
from atuforms.documents.proofs.claims import claims_of
from atuforms.documents.proofs.keys import KeyInput, PrivateKey, private_key
from atuforms.documents.proofs.seals import sealed
from atuforms.forms.all_forms import get_form
from atuforms.forms.base import Form
from atuforms.rendering.document import Document
from atuforms.rendering.formats import write_document
from atuforms.rendering.job import Job


@dataclass(frozen=True, slots=True)
class Signer:
    """A key, and what is the same for all documents that it signs.

    ``signed_at`` is the time to be named in the proof; nothing is named without it.
    """

    key: PrivateKey
    signed_at: datetime | None = None

    @classmethod
    def of(cls, key: KeyInput | PrivateKey, signed_at: datetime | None = None) -> Signer:
        """With the key of a file.

        :raises UnreadableInput: if it is no private key.
        """
        return cls(private_key(key), signed_at)

    @property
    def id(self) -> str:
        """What the key is known by."""
        return self.key.id

    def proof(self, record: Mapping[str, Any], fingerprints: Iterable[str] = ()) -> str:
        """What proves that a record, as a document carries it, was signed with its pictures."""
        return claims_of(record, self.signed_at, fingerprints).token(self.key)

    def proof_of(self, form: Form) -> str:
        """The same of a form."""
        return self.proof(form.carried(form.record()), fingerprints_of(form))

    def signed(self, document: Document) -> Document:
        """See :func:`sign`."""
        job: Job | None = document.job
        if job is None:
            raise UnsafeOutput(
                "A document is signed where it is made: give what “render” returned, or name the "
                "key with --key."
            )
        refuse_unsigned(job)
        form = get_form(job.form.SLUG)
        record = json.loads(job.record or b"")
        proof = self.proof(record, job.fingerprints())
        made = write_document(with_proof(job, form, proof), job.form.SLUG)
        return replace(made, data=self.sealed(made.data, proof), filename=document.filename)

    def sealed(self, data: bytes, proof: str) -> bytes:
        """A document that was written with its proof, with the seal of what it shows."""
        return sealed(data, proof, self.key)


def read_time(text: str) -> datetime:
    """A time that a person names; without a zone it is one of UTC.

    :raises UnreadableInput: if it is no time in ISO 8601.
    """
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UnreadableInput(
            "“{text}” is not a time. Write it as in 2025-12-12T10:00:00+05:00.", text=text[:40]
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def sign(
    document: Document, key: KeyInput | PrivateKey, *, signed_at: datetime | None = None
) -> Document:
    """The same document with its proof in it: in its metadata and, on certificates, as a code.

    The same document, key and time give the same bytes.

    :param document: as :func:`atuforms.render` returns it.
    :param key: a file that ``atuforms keys new`` made, or its content.
    :param signed_at: the time to be named in the proof.
    :raises UnreadableInput: if the key is none.
    :raises UnsafeOutput: for a draft, a blank, or a document that carries no record.
    """
    return Signer.of(key, signed_at).signed(document)
