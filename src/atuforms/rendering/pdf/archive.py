"""What a PDF for the archive says about itself, in XMP: PDF/A-3a, PDF/UA-1, form and record."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

import pydyf

from atuforms.rendering.pdf.input import PdfMetadata
from atuforms.rendering.seal_room import ROOM

NAMESPACE = "https://atu.edu.kz/ns/atuforms/1.0/"
"""Names our properties in XMP; never to be changed."""

_PROPERTIES = {
    "formCode": "Code of the official form",
    "version": "Version of atuforms that made the document",
    "recordHash": "SHA-256 of the attached record.json in hexadecimal digits",
    "proof": "Signature of the record as a compact JWS (RFC 7515)",
    "seal": "Signature of what the pages draw as a compact JWS (RFC 7515)",
}

_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:atuforms="{namespace}">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{authors}<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
{claims}{properties}
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>
{schemas}
</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

_CLAIMS = """\
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
"""

_SCHEMA = """\
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{name}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
{properties}
</rdf:Seq></pdfaSchema:property>
</rdf:li>"""

_PROPERTY = """\
<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{description}</pdfaProperty:description>
</rdf:li>"""


def _schemas(names: tuple[str, ...]) -> str:
    """PDF/A asks for a description of every schema that it does not define itself."""
    ours = (
        _PROPERTY.format(name=name, kind="Text", description=_PROPERTIES[name]) for name in names
    )
    return "\n".join(
        (
            _SCHEMA.format(
                name="PDF/UA identification",
                namespace="http://www.aiim.org/pdfua/ns/id/",
                prefix="pdfuaid",
                properties=_PROPERTY.format(
                    name="part", kind="Integer", description="Part of ISO 14289 that is followed"
                ),
            ),
            _SCHEMA.format(
                name="Official form and its record",
                namespace=NAMESPACE,
                prefix="atuforms",
                properties="\n".join(ours),
            ),
        )
    )


_SIGNED = _schemas(tuple(_PROPERTIES))
_UNSIGNED = _schemas(tuple(name for name in _PROPERTIES if name not in ("proof", "seal")))


def creator(metadata: PdfMetadata) -> str:
    """The program's name and version, the same in XMP and in the information dictionary."""
    return f"atuforms {metadata.version}"


def finish(pdf: Any, metadata: PdfMetadata) -> None:
    """Put our XMP in the place of WeasyPrint's, readable without decompressing.

    Pictures are shown as they are: smoothing them is not allowed (ISO 19005-3, 6.2.8).
    """
    stream = pdf.objects[_number(pdf.catalog["Metadata"])]
    stream.stream = [xmp(metadata, pdf.info["Producer"].string).encode()]
    stream.compress = False
    if "AF" in pdf.catalog:
        # WeasyPrint lists each attached file twice.
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
            item.extra["Interpolate"] = "false"


def xmp(metadata: PdfMetadata, producer: str, *, conforms: bool = True) -> str:
    """The XMP packet of a document.

    :param conforms: whether it is PDF/A-3a and PDF/UA-1, and may say so.
    """
    values = {
        "formCode": metadata.form_code,
        "version": metadata.version,
        "recordHash": metadata.record_hash,
        "proof": metadata.proof,
        "seal": ROOM * bool(metadata.proof),
    }
    author = f"<rdf:li>{escape(metadata.author)}</rdf:li>"
    return _PACKET.format(
        namespace=NAMESPACE,
        title=escape(metadata.title),
        authors=f"<dc:creator><rdf:Seq>{author}</rdf:Seq></dc:creator>\n" * bool(metadata.author),
        lang=metadata.lang,
        producer=escape(producer),
        creator=escape(creator(metadata)),
        claims=_CLAIMS * conforms,
        properties="\n".join(
            f"<atuforms:{name}>{escape(values[name])}</atuforms:{name}>"
            for name in _PROPERTIES
            if values[name]
        ),
        schemas=_SIGNED if metadata.proof else _UNSIGNED,
    )


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
