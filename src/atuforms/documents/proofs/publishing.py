"""What a university publishes, so that anybody can verify: keys, list, head, and one page.

The page has keys and list in itself and asks for nothing: it is saved, copied and opened anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from atuforms.core.files.output_files import make_folder, write_atomically
from atuforms.core.language.labels import label
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.language.translation import translate
from atuforms.core.language.wording import common, wording_of
from atuforms.documents.proofs.keys import PrivateKey, PublicKey
from atuforms.documents.proofs.page_words import WORDS
from atuforms.documents.proofs.printed_values import fixed_words, printed_values
from atuforms.documents.proofs.seals import KIND as SEAL_KIND
from atuforms.documents.proofs.states import LIST_KIND, published_list, told, trusted
from atuforms.documents.proofs.tokens import signed
from atuforms.fields.describe import walk
from atuforms.fields.people import NONE_WORDS
from atuforms.forms.all_forms import form_classes
from atuforms.register.chain import Head
from atuforms.register.numbers import Register

HEAD_KIND: Final = "atuforms-head"
PAGE: Final = "index.html"
LIST: Final = "numbers.jws"
HEAD: Final = "head.jws"
KEYS: Final = "keys.json"
_NAMES: Final = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def signed_head(head: Head, key: PrivateKey, at: datetime) -> str:
    """The state of a register, signed: how many entries it has, and what the last is bound to."""
    payload = {"iat": int(at.timestamp()), "entries": head.entries, "hash": head.hash}
    return signed(payload, key, HEAD_KIND)


def read_head(data: bytes, keys: Mapping[str, PublicKey], file: str) -> Head:
    """A signed state of a register.

    :raises UnreadableInput: if it is none, or signed with none of ``keys``.
    """
    return _head(trusted(data, HEAD_KIND, keys, file).payload)


def unsigned_head(data: bytes, file: str) -> Head:
    """The same, whoever has signed it.

    :raises UnreadableInput: if it is none.
    """
    payload = told(data, HEAD_KIND, file).payload
    return _head(payload)


def _head(payload: Mapping[str, Any]) -> Head:
    entries, digest = payload.get("entries"), payload.get("hash")
    return Head(entries if isinstance(entries, int) else -1, str(digest))


def publish(
    register: Register,
    key: PrivateKey,
    folder: Path,
    at: datetime,
    others: Iterable[PublicKey] = (),
) -> list[Path]:
    """Write what is published into a folder.

    :param others: earlier keys, whose signatures stay valid.
    :return: the files.
    """
    known = {each.id: each for each in (key.public, *others)}
    numbers = published_list(register, key, at)
    head = signed_head(register.head(), key, at)
    keys = [each.jwk() for each in known.values()]
    made = {
        LIST: f"{numbers}\n",
        HEAD: f"{head}\n",
        KEYS: json.dumps({"keys": keys}, indent=2) + "\n",
        PAGE: page(keys, numbers),
    }
    make_folder(folder)
    for name, text in made.items():
        write_atomically(folder / name, text.encode())
    return [folder / name for name in made]


def page(keys: Iterable[Mapping[str, str]], numbers: str = "") -> str:
    """The page that verifies, with these keys and this list in it."""
    home = files(__package__) / "page"
    frame, style, pdf, module = (
        (home / name).read_text("utf-8")
        for name in ("page.html", "page.css", "pdf.mjs", "page.mjs")
    )
    data: dict[str, Any] = {
        "keys": list(keys),
        "list": numbers,
        "listKind": LIST_KIND,
        "sealKind": SEAL_KIND,
        "languages": [[lang, _NAMES[lang]] for lang in LANGUAGES],
        "words": {lang: _words(lang) for lang in LANGUAGES},
        "printed": _printed(),
        "nothing": sorted(NONE_WORDS),
    }
    # “</script>” in it would end the element.
    text = json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return (
        frame.replace("/* STYLE */", style)
        .replace("/* MODULE */", f"{pdf}\n{module}")
        .replace(">DATA<", f">{text}<", 1)
    )


def _printed() -> dict[str, Any]:
    """What the pages of certificates print, so that their words can be compared with a record."""
    return {
        form.name(): {
            lang: {"values": printed_values(form, lang), "fixed": fixed_words(form, lang)}
            for lang in LANGUAGES
        }
        for form in form_classes()
        if form.SHOWS_PROOF
    }


def _words(lang: Any) -> dict[str, Any]:
    forms = {
        form.name(): f"{form.CODE} {wording_of(form, lang)['title']}".strip()
        for form in form_classes()
        if form.FORMATS
    }
    return {
        **{name: translate(words, lang) for name, words in WORDS.items()},
        "university": common(lang)["university_jsc"],
        "forms": forms,
        "labels": {
            form.name(): {path: label(form, path, lang) for path, _ in walk(form)}
            for form in form_classes()
            if form.SHOWS_PROOF
        },
        "dates": {name: common(lang)["dates"][name] for name in ("long", "months")},
    }
