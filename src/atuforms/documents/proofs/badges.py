"""The certificate of completion as an Open Badge 3.0: a verifiable credential, signed as a VC-JWT.

It is the learner's own, to be kept in a wallet or shown to an employer, and so it has the learner's
name, which the proof of a document has not. https://www.imsglobal.org/spec/ob/v3p0/
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any, Final

from joserfc import jws

from atuforms.core.exceptions import UnknownFormat, UnreadableInput
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import common, wording_of
from atuforms.documents.proofs.canonical import canonical
from atuforms.documents.proofs.claims import claims_of
from atuforms.documents.proofs.keys import PrivateKey
from atuforms.documents.proofs.tokens import one_algorithm
from atuforms.documents.view import view
from atuforms.forms.base import Form
from atuforms.forms.supporting.completion_certificate import CompletionCertificate

CONTEXTS: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
_ADDRESS = re.compile(r"https://[!-~]+")


def open_badge(form: Form, key: PrivateKey, issuer: str, lang: Language) -> str:
    """The credential of a certificate, signed; the same certificate and key give the same text.

    :param issuer: the address by which the university is known, such as its site.
    :raises UnknownFormat: for another form than the certificate of completion.
    :raises UnreadableInput: if the issuer is no address.
    """
    if not isinstance(form, CompletionCertificate):
        raise UnknownFormat(
            "Only the certificate of completion can be an Open Badge, and {form} is another form.",
            form=form.name(),
        )
    if not _ADDRESS.fullmatch(issuer):
        raise UnreadableInput(
            "“{issuer}” is no address of an issuer. Give that of the university: https://atu.edu.kz",
            issuer=issuer[:80],
        )
    payload = _credential(form, issuer.rstrip("/"), lang)
    header = {"alg": "EdDSA", "typ": "JWT", "jwk": _bare(key)}
    return jws.serialize_compact(header, canonical(payload), key.key, registry=one_algorithm())


def _bare(key: PrivateKey) -> dict[str, str]:
    jwk = key.public.jwk()
    return {name: jwk[name] for name in ("kty", "crv", "x")}


def _credential(form: CompletionCertificate, issuer: str, lang: Language) -> dict[str, Any]:
    shown = view(form, lang)
    claims = claims_of(form.carried(form.record()))
    course = str(shown["course_title"])
    begin = _moment(form.date)
    name = str(shown["document_title"])
    results = _results(form, issuer)
    identity = {
        "type": "IdentityObject",
        "identityType": "name",
        "identityHash": str(shown["listener"]["name"]),
        "hashed": False,
    }
    achievement = {
        "id": f"urn:sha256:{claims.hash}:achievement",
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": course,
        "description": f"{name}: {course}",
        "criteria": {"narrative": _narrative(shown, lang)},
        "inLanguage": lang,
        **({"resultDescription": [_description(issuer)]} if results else {}),
    }
    # The learner has no address; the name is the same wherever this certificate is spoken of.
    learner = f"urn:sha256:{claims.hash}:learner"
    subject: dict[str, Any] = {
        "id": learner,
        "type": ["AchievementSubject"],
        "identifier": [identity],
        "achievement": achievement,
        **({"activityStartDate": _moment(form.start)} if form.start else {}),
        **({"activityEndDate": _moment(form.end)} if form.end else {}),
        **({"creditsEarned": float(form.academic_hours)} if form.academic_hours else {}),
        **({"result": results} if results else {}),
    }
    return {
        "@context": list(CONTEXTS),
        "id": f"urn:sha256:{claims.hash}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {
            "id": issuer,
            "type": ["Profile"],
            "name": common(lang)["university"],
            "url": issuer,
        },
        "validFrom": begin,
        "name": f"{name} № {claims.number}" if claims.number else name,
        "credentialSubject": subject,
        # What VC-JWT repeats for programs that know JWT alone.
        "iss": issuer,
        "jti": f"urn:sha256:{claims.hash}",
        "sub": learner,
        "nbf": int(datetime.combine(form.date, time(), UTC).timestamp()),
    }


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _narrative(shown: dict[str, Any], lang: Language) -> str:
    labels = wording_of(CompletionCertificate, lang)["labels"]
    names = ("course_title", "academic_hours", "start", "end", "progress")
    return "; ".join(f"{labels[name]}: {shown[name]}" for name in names if shown[name])


def _results(form: CompletionCertificate, issuer: str) -> list[dict[str, Any]]:
    if form.progress is None:
        return []
    return [
        {
            "type": ["Result"],
            "resultDescription": f"{issuer}#progress",
            "value": str(form.progress),
        }
    ]


def _description(issuer: str) -> dict[str, Any]:
    return {
        "id": f"{issuer}#progress",
        "type": ["ResultDescription"],
        "name": "Progress",
        "resultType": "Percent",
        "valueMin": "0",
        "valueMax": "100",
    }
