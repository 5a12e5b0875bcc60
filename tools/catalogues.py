"""Keeps the catalogues of messages in step with the source, and compiles them.

    python tools/catalogues.py            # extract, update, compile; names what is untranslated
    python tools/catalogues.py --check    # only say whether anything is out of step

English is the source language. A message is found where it stands: in a call of ``sentence``,
``plural_sentence``, ``message``, ``translate``, ``say``, or of one of the library's exceptions.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from atuforms.core import exceptions
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.language.translation import DOMAIN, LOCALE

NO_DATE = datetime.fromtimestamp(0, UTC)
"""In place of the clock: the same messages give the same file."""
SOURCE = Path(__file__).resolve().parent.parent / "src" / "atuforms"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "sentence": None,
    "message": None,
    "translate": (1,),
    "say": (1,),
    "plural_sentence": (1, 2),
    **{name: (1,) for name in vars(exceptions) if name[:1].isupper()},
}


if not LOCALE.is_relative_to(SOURCE):
    sys.exit(f"the atuforms that Python imports is not that of {SOURCE}: set PYTHONPATH=src")


def template() -> Catalog:
    """Every message of the source."""
    catalog = Catalog(charset="utf-8")
    found = extract_from_dir(str(SOURCE), [("**.py", "python")], keywords=KEYWORDS)
    for file, line, message, comments, context in found:
        catalog.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return catalog


def main(check: bool) -> int:
    """Bring every catalogue into step, or with ``check`` say what is not."""
    source = template()
    out_of_step = []
    for lang in LANGUAGES:
        if lang == "en":
            continue
        folder = LOCALE / lang / "LC_MESSAGES"
        path = folder / f"{DOMAIN}.po"
        folder.mkdir(parents=True, exist_ok=True)
        old = path.read_bytes() if path.is_file() else b""
        catalog = pofile.read_po(BytesIO(old), locale=lang) if old else Catalog(locale=lang)
        catalog.update(source, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        text, binary = BytesIO(), BytesIO()
        # Without line numbers and dates, so that only changes of messages change the file.
        pofile.write_po(text, catalog, omit_header=False, no_location=True, sort_output=True)
        lines = text.getvalue().splitlines(keepends=True)
        new = b"".join(
            line for line in lines if b"-Date: " not in line and b"Generated-By" not in line
        )
        catalog.creation_date = NO_DATE
        mofile.write_mo(binary, catalog)
        gaps = [m for m in catalog if m.id and not _complete(m.string)]
        for message in gaps:
            print(f"{lang}: no translation: {message.id!r}")
        if new != old or gaps:
            out_of_step.append(lang)
        if not check:
            path.write_bytes(new)
            (folder / f"{DOMAIN}.mo").write_bytes(binary.getvalue())
    return 1 if check and out_of_step else 0


def _complete(translation: str | list[str] | tuple[str, ...] | None) -> bool:
    return all(translation) if isinstance(translation, list | tuple) else bool(translation)


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
