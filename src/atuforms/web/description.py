"""The description of the API in OpenAPI 3.1, made from the table of its functions."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any, Final

from atuforms.web.bodies import Parameter
from atuforms.web.operations import OPERATIONS, Operation

_TEXT: Final = {"type": "string"}
_FLAG: Final = {"type": "boolean"}
_FINDINGS: Final = {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}}
_TEXTS: Final = {"type": "object", "additionalProperties": _TEXT}


def _object(required: str = "", **properties: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        made["required"] = required.split()
    return made


def _list(of: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


SCHEMAS: Final[Mapping[str, Any]] = {
    "Anything": {},
    "Record": {
        "type": "object",
        "description": "A record: the key form, and the values of its fields.",
    },
    "File": {
        **_object("name data", name=_TEXT, data={**_TEXT, "contentEncoding": "base64"}),
        "description": "A file: its name, and its bytes in base64.",
    },
    "Error": _object("ok error", ok={"const": False}, error=_TEXT),
    "Finding": _object(
        "rule clause severity path message",
        rule=_TEXT,
        clause=_TEXT,
        severity={"enum": ["error", "warning"]},
        path=_TEXT,
        line={"type": ["integer", "null"]},
        limit={},
        actual={},
        message=_TEXT,
        missing=_FLAG,
    ),
    "Report": _object("ok findings", file=_TEXT, form={}, ok=_FLAG, findings=_FINDINGS),
    "Checked": {
        "oneOf": [
            {"$ref": "#/components/schemas/Report"},
            _list({"$ref": "#/components/schemas/Report"}),
        ]
    },
    "Forms": _list(
        _object(
            "code slug title titles formats",
            code=_TEXT,
            slug=_TEXT,
            title=_TEXT,
            titles=_TEXTS,
            formats=_list(_TEXT),
        )
    ),
    "Description": _object(
        "form title schema", form=_TEXT, title=_TEXT, schema={"type": "object"}, words=_TEXTS
    ),
    "Pages": _object("pages", pages=_list({**_TEXT, "contentEncoding": "base64"})),
    "Opened": _object(
        "record findings",
        record={"$ref": "#/components/schemas/Record"},
        findings=_FINDINGS,
        notes=_list(_TEXT),
    ),
    "Code": _object("python yaml", python=_TEXT, yaml=_TEXT),
    "YamlOrRecord": {
        "oneOf": [_object("yaml", yaml=_TEXT), {"$ref": "#/components/schemas/Opened"}]
    },
    "Dossier": _object(
        "ok documents findings",
        kind={"type": ["string", "null"]},
        ok=_FLAG,
        documents=_list({"type": "object"}),
        attachments=_list(_TEXT),
        findings=_FINDINGS,
        unchecked=_list({"type": "object"}),
    ),
    "Converted": _object(
        "ok told files",
        ok=_FLAG,
        told=_TEXT,
        sections=_list({"type": "object"}),
        files=_list({"$ref": "#/components/schemas/File"}),
    ),
}
"""What the functions answer, and what they are sent."""

_KINDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "text": _TEXT,
    "flag": _FLAG,
    "number": {"type": "integer", "minimum": 0},
    "list": _list(_TEXT),
    "record": {"$ref": "#/components/schemas/Record"},
    "file": {"$ref": "#/components/schemas/File"},
    "files": _list({"$ref": "#/components/schemas/File"}),
}
_IN_A_FORM: Final[Mapping[str, Mapping[str, Any]]] = {
    **_KINDS,
    "list": {**_TEXT, "description": "Several with commas."},
    "record": {**_TEXT, "description": "JSON or YAML."},
    "file": {"type": "string", "format": "binary"},
    "files": _list({"type": "string", "format": "binary"}),
}


def openapi(base: str = "/") -> dict[str, Any]:
    """The document.

    :param base: the address below which the service stands.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "atuforms",
            "version": version("atuforms"),
            "description": (
                "The official forms of Almaty Technological University: check records and "
                "documents, make documents, read them back. Nothing that is sent is kept."
            ),
        },
        "servers": [{"url": base}],
        "paths": {f"/api/{name}": _path(operation) for name, operation in OPERATIONS.items()},
        "components": {"schemas": dict(SCHEMAS)},
    }


def _path(operation: Operation) -> dict[str, Any]:
    described = {
        "operationId": operation.name,
        "summary": operation.title,
        "responses": _responses(operation),
    }
    found: dict[str, Any] = {}
    if operation.reads:
        query = [
            {
                "name": each.name,
                "in": "query",
                "required": each.required,
                "description": each.words,
                "schema": _schema(each, _IN_A_FORM),
            }
            for each in operation.parameters
        ]
        found["get"] = {**described, "parameters": query}
        described = {**described, "operationId": f"{operation.name}-post"}
    found["post"] = {**described, "requestBody": _body(operation)}
    return found


def _body(operation: Operation) -> dict[str, Any]:
    required = [each.name for each in operation.parameters if each.required]
    content = {}
    for media_type, kinds in (("application/json", _KINDS), ("multipart/form-data", _IN_A_FORM)):
        schema: dict[str, Any] = {
            "type": "object",
            "properties": {each.name: _schema(each, kinds) for each in operation.parameters},
            "additionalProperties": False,
        }
        if required:
            schema["required"] = required
        content[media_type] = {"schema": schema}
    takes_record = any(each.kind == "record" for each in operation.parameters)
    if takes_record:
        json_schema = content["application/json"]["schema"]
        record = {
            "allOf": [{"$ref": "#/components/schemas/Record"}],
            "required": ["form"],
            "description": "The record itself, as the whole body.",
        }
        content["application/json"] = {"schema": {"anyOf": [json_schema, record]}}
    return {"required": bool(required), "content": content}


def _schema(parameter: Parameter, kinds: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What a parameter may be; where it may be left out, the empty text and null are no value."""
    schema = {**kinds[parameter.kind]}
    if parameter.choices:
        schema["enum"] = [*parameter.choices, *([] if parameter.required else [""])]
    if parameter.limits:
        schema["minimum"], schema["maximum"] = parameter.limits
    if kinds is _KINDS and not parameter.required:
        schema = {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "description": parameter.words}


def _responses(operation: Operation) -> dict[str, Any]:
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    if operation.answers == "file":
        content: dict[str, Any] = {
            each: {"schema": {"type": "string", "format": "binary"}}
            for each in operation.media_types
        }
    else:
        reference = {"$ref": f"#/components/schemas/{operation.schema}"}
        content = {"application/json": {"schema": reference}}
    unfit = {
        "anyOf": [
            {"$ref": "#/components/schemas/Report"},
            {"$ref": "#/components/schemas/Error"},
        ]
    }
    return {
        "200": {"description": "Done.", "content": content},
        "400": {"description": "Not understood, or not readable; a sentence.", "content": error},
        "403": {"description": "Sent by another site.", "content": error},
        "408": {"description": "It took too long.", "content": error},
        "413": {"description": "It is too large.", "content": error},
        "421": {"description": "Addressed by a name that is not its own.", "content": error},
        "422": {
            "description": "The record breaks a rule, or the work cannot be done.",
            "content": {"application/json": {"schema": unfit}},
        },
        "500": {"description": "A mistake of the program.", "content": error},
        "501": {"description": "Something is not installed here.", "content": error},
        "503": {"description": "Too many requests at once.", "content": error},
    }
