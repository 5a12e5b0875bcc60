"""The calls of the ES module, by name: JSON in, JSON out, the same in a notebook and in a browser.

Bytes are Base64 under ``data``.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any, Final

from atuforms.core.exceptions import AtuformsError, UnreadableInput
from atuforms.core.files.input_files import strange
from atuforms.core.language.choice import language, spoken
from atuforms.core.language.substitutes import in_place_of
from atuforms.editing.answers import check, preview, render
from atuforms.editing.descriptions import describe
from atuforms.editing.exchange import as_code, as_yaml, open_file
from atuforms.editing.remedies import REMEDIES

Params = Mapping[str, Any]


def answer(name: str, params: Params) -> dict[str, Any]:
    """What a call gives; of one that fails ``{"error": "a sentence"}`` in the caller's language.

    :param name: ``describe``, ``check``, ``render``, ``preview``, ``open`` or ``code``.
    """
    with in_place_of(REMEDIES):
        try:
            if name not in CALLS:
                raise UnreadableInput("There is no call “{name}”.", name=name)
            return CALLS[name](params)
        except AtuformsError as error:
            return {"error": error.text(spoken(str(params.get("lang", ""))) or "en")}


def _describe(params: Params) -> dict[str, Any]:
    return describe(str(params.get("form", "")), _lang(params))


def _check(params: Params) -> dict[str, Any]:
    printed = str(params.get("printed", ""))
    return check(_record(params), _lang(params), bool(params.get("asked")), printed)


def _render(params: Params) -> dict[str, Any]:
    draft, messages = bool(params.get("draft")), str(params.get("messages", ""))
    made = render(_record(params), _lang(params), str(params.get("to", "")), draft, messages)
    if isinstance(made, dict):
        return made
    told = {"filename": made.filename, "media_type": made.media_type}
    return {"ok": True, "data": base64.b64encode(made.data).decode(), **told}


def _preview(params: Params) -> dict[str, Any]:
    pages = preview(_record(params), _lang(params))
    return {"pages": [base64.b64encode(page).decode() for page in pages]}


def _open(params: Params) -> dict[str, Any]:
    name = str(params.get("filename", ""))
    try:
        data = base64.b64decode(str(params.get("data", "?")), validate=True)
    except (binascii.Error, ValueError):
        raise strange(name) from None
    return open_file(data, name, _lang(params))


def _code(params: Params) -> dict[str, Any]:
    record = _record(params)
    return {
        "python": as_code(record, str(params.get("printed", ""))),
        "yaml": as_yaml(record, language(_lang(params))),
    }


def _lang(params: Params) -> str:
    return str(params.get("lang", ""))


def _record(params: Params) -> Mapping[str, Any]:
    record = params.get("record")
    if not isinstance(record, Mapping):
        raise UnreadableInput("There is no record. Send it under “record”.")
    return record


CALLS: Final[Mapping[str, Callable[[Params], dict[str, Any]]]] = {
    "describe": _describe,
    "check": _check,
    "render": _render,
    "preview": _preview,
    "open": _open,
    "code": _code,
}
