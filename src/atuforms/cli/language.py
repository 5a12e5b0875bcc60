"""In which language the program speaks: ``--lang``, then ATUFORMS_LANG, the locale, English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from atuforms.languages import LANGUAGES, Language

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def message_language(words: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language of messages, before the words of the command line are understood.

    Of several languages (``--lang kk,ru,en``) the first one counts.
    """
    wanted = [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    wanted += [after for word, after in pairwise(words) if word == "--lang"]
    wanted.append(environment.get("ATUFORMS_LANG", ""))
    wanted += [environment[name] for name in _LOCALE_VARIABLES if environment.get(name)]
    for each in wanted:
        code = each.split(",")[0].strip().lower()[:2]
        for known in LANGUAGES:
            if code == known:
                return known
    return "en"
