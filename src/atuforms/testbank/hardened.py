"""XML from people we do not know."""

from __future__ import annotations

from lxml import etree

from atuforms.exceptions import UnreadableInput


def parse_xml(content: bytes) -> etree._Element:
    """The root of ``content``: no document type, no entities, no network, no huge text nodes.

    :raises UnreadableInput: for XML that is not well-formed or declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(
            "The file is not well-formed XML: {reason}. Save or export it again.",
            reason=str(error),
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableInput(
            "The XML declares a document type, which neither Moodle nor Word writes; it is not "
            "read for safety."
        )
    return root
