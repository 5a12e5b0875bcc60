"""Options that stand for others: «все ответы верны», «A и B», «екеуі де дұрыс», “none of these”.

Where one is, the options of its question keep their order: a letter would name another after it.
"""

from __future__ import annotations

import re
from typing import Final

from atuforms.testbank.model import Question, one_line, plain_of

_ALL_OF_THE_ABOVE: Final = re.compile(
    r"\b(?:all|none|any|both) of (?:the )?(?:above|these|them|options|answers)\b"
    r"|\ball (?:answers|options) are (?:correct|right)\b"
    r"|\b(?:все|ни один из|ничего из|всё) (?:из )?(?:выше)?(?:перечисленн|указанн|названн)\w+"
    r"|\bвсе (?:ответы|варианты|утверждения)(?: ответов)?(?: (?:верны|правильны)е?)?$"
    r"|\b(?:нет (?:верного|правильного) ответа|ни один (?:ответ|вариант))\b"
    r"|\b(?:жоғары|осы|атал|көрсетіл)\w*(?:\s+\w+)? (?:барлығы|бәрі|ешқайсысы|ешбірі)\b"
    r"|^(?:барлығы|бәрі|барлық жауап\w*|барлық нұсқа\w*)(?: (?:дұрыс|да дұрыс))?$"
    r"|\b(?:дұрыс жауап жоқ|дұрыс жауабы жоқ)\b"
    r"|^(?:оба|обе|both|екеуі|үшеуі)(?: (?:ответа|варианта|утверждения|да|де|answers|options|are))?"
    r"(?: (?:верны|правильны|дұрыс|correct|right|true))?$"
    r"|\b(?:верны|правильны) (?:оба|обе|все)\b"
    r"|^(?:все|всё|бәрі|барлығы)(?: (?:верно|верны|правильно|правильны|да|дұрыс))*$"
    r"|^(?:ешқайсысы|ешбірі|ни один|ни одно|никакой|none)(?: (?:емес|да|дұрыс|не))*"
    r"(?: (?:емес|верно|верен|дұрыс|подходит))?$"
    r"|^ничего (?:не )?(?:верно|верного|правильно|правильного|подходит)$"
    r"|^нет (?:верного|верных|правильного|правильных)(?: ответа| ответов| варианта| вариантов)?$"
    r"|^(?:both|either|neither)(?: of (?:them|the above|these))?$"
    r"|^(?:first|last|all) (?:two|three)$"
    r"|\b(?:either|neither) of (?:the )?(?:above|these|them)\b|\bnone of (?:it|this)\b"
    r"|^(?:и )?то,? и другое|^ни то,? ни (?:другое|это)|^ничего из|^ничто из"
    r"|\b(?:алдыңғы|жоғарғы|алғашқы|бірінші|соңғы) (?:екеуі|үшеуі|екі|үш)\b"
    r"|\b(?:first|second|third|fourth) (?:and|or) (?:second|third|fourth|fifth)\b"
    r"|\b(?:перв|втор|трет|четв[её]рт)\w+ (?:и|или) (?:втор|трет|четв[её]рт|пят)\w+"
    r"|\b(?:бірінші|екінші|үшінші|төртінші) (?:мен|және|не|немесе) "
    r"(?:екінші|үшінші|төртінші|бесінші)\b"
    r"|\b(?:нұсқалардың|жауаптардың|варианты|ответы)\b.*\b(?:барлығы|бәрі|ешқайсысы|верны)\b",
    re.IGNORECASE,
)

_SPEAKS_OF_OTHERS: Final = re.compile(
    "all|none|any|both|either|neither|first|last|second|third|fourth"
    "|все|всё|ни |ничего|ничто|никакой|нет |оба|обе|перв|втор|трет|четв|то,? и|друго|верн"
    "|барлы|бәрі|ешқайсы|ешбірі|дұрыс|екеуі|үшеуі|алдың|жоғар|алғаш|бірінші|екінші|үшінші|төртінші"
    "|соңғы|выше|ниже|кроме|above|сол |осы |предыд|послед|эти |правильн|басқас|previous"
)
"""Words of which every alternative above has one: hardly any option does."""

_OF_OTHERS: Final = re.compile(
    r"\bof the above\b|^all(?: the)? above$"
    r"|\b(?:выше|ниже)(?:перечисл|указан|назван|сказан|привед|излож)\w+$"
    r"|^all(?: (?:the|of|are|answers|options|three|four|five|these|those|them|correct|right|true"
    r"|false|wrong))+$"
    r"|^(?:none|neither|both|any|either)(?: (?:of|are|is|the|these|those|them|options|answers"
    r"|statements|correct|right|true|false|wrong|two|three))+$"
    r"|^(?:the )?(?:first|last|previous) (?:two|three)$|^all(?: of them)? (?:except|but) \S+$"
    r"|^(?:(?:все|всё|всего),? )?кроме (?:ответа |варианта |пункта )?[a-jа-ес1-9]$"
    r"|^\w-?\w{0,3} басқасының (?:бәрі|барлығы)$"
    r"|\bнет (?:верн|правильн)\w+$|\bнет (?:верн|правильн)\w+ (?:ответ|вариант)\w*$"
    r"|^(?:верн|правильн)\w+ (?:ответ|вариант)\w* (?:нет|отсутству\w+|не указан\w*)$"
    r"|^ни одн\w+$|^ни од\w+ из (?:вариант|ответ|перечисл|них|указ|предлож|эт)\w*\b"
    r"|^(?:никак\w+|ничто|ничего) из \w+$"
    r"|^(?:все|всё)(?: (?:ответы|варианты))?(?: (?:не)?(?:верн|правильн)\w*)+$"
    r"|^(?:все|барлық) (?:два|две|три|четыре|пять|үш|төрт|бес|екі)"
    r"(?: (?:нұсқа|жауап|ответ|вариант)\w*)?$"
    r"|^(?:сол|осы|предыдущие|первые|последние|эти) (?:два|две|три|екеуі|үшеуі)$"
    r"|^(?:барлық|барлығы|бәрі) (?:аталған|көрсетілген|айтылған|жоғарыда)\w*$"
    r"|^дұрыс\w* (?:нұсқа\w* |жауап\w* )?жоқ$|^(?:екеуі|үшеуі|бәрі|барлығы) (?:де |да )?дұрыс емес$"
)
"""More of the same, of options that are nothing else."""

_JOINED: Final = re.compile(
    r"[A-EА-Д]\s?[+–-]\s?[A-EА-Д]|A?B?C?D?E?(?<=[A-E]{3})|А?Б?В?Г?Д?(?<=[А-Д]{3})"
)
"""«A+B», «ABD» in capitals; “a + b” is a sum, and “AB” a blood group."""

_JOINT: Final = r"(?:\s*(?:,|;|и|или|және|мен|пен|бен|немесе|not|ни|и не|and|or|nor|&|/)\s*)"
_LABEL: Final = r"[«\"“(]?(?:[a-jа-есәғ]|[1-9](?:-?(?:ші|шы|й|ый|я|е|ое|го))?|i{1,3}|iv)[»\"”)]?\.?"
_TRUTH: Final = (
    r"(?:верно|верны|верен|верные|правильно|правильны|правильные|ответ(?:ы|а|ов)?|вариант(?:ы|а)?|"
    r"пункт[ыа]?|утверждени[ея]|только|оба|"
    r"дұрыс|жауап(?:тар|тары)?|жауабы|нұсқа(?:лар|лары|сы)?|тұжырым(?:дар)?|екеуі|тек|ғана|да|де|"
    r"both|only|answers?|options?|statements?|are|is|correct|right|true|not|neither|either|nor|не|но|бірақ|емес)"
)
_NAMES_LETTERS: Final = re.compile(
    rf"(?:{_TRUTH}\s+)*{_LABEL}(?:{_JOINT}{_LABEL})+(?:\s+{_TRUTH})*"
    rf"|(?:{_TRUTH}\s+)+{_LABEL}(?:\s+{_TRUTH})*"
    rf"|{_LABEL}(?:\s+{_TRUTH})+"
    rf"|(?:и|как|ни|both|neither|either)\s+{_LABEL},?\s+(?:и|так и|ни|and|nor|or)\s+{_LABEL}"
)
"""An option that names others by letter or number: «A и B», «верны 1 и 3», “both A and C”."""

_LONGEST: Final = 80
"""Characters of the longest option that may be nothing but talk of others."""
_WORDS: Final = re.compile(r"[^\W_]+")
_PAIR: Final = re.compile("[A-E]{2}|[А-Д]{2}")
"""«AB» for A and B, a group of blood, or a side of a triangle."""
_RANGE: Final = re.compile(
    r"(?:[a-j]\)\s?){2,}|(?:[а-е]\)\s?){2,}|[a-e]\s?[–-]\s?[a-e]|[а-д]\s?[–-]\s?[а-д]"
)
_LETTER: Final = re.compile("[a-jа-жәғ]|i{1,3}|iv|v")
_QUANTITY: Final = re.compile(
    "все|всё|всех|все(?:го|му)|оба|обе|ни|никак\\w+|ничего|нет|отсутствует|кроме|друг(?:ой|ое|ие)|иной"
    "|перв(?:ый|ая|ое|ые|ых)|последн(?:ий|яя|ее|ие|их)|предыдущ\\w+|затрудняюсь"
    "|барлы(?:қ|ғы)|бәрі|екеуі|үшеуі|еш(?:қайсысы|бірі|қандай)|басқа(?:сы|сының|ша)?|жоқ"
    "|ал(?:дыңғы|ғашқы)|соңғы|жоғары\\w*|бірінші|екінші|үшінші|төртінші"
    "|all|none|any|every|each|both|either|neither|except|other|no|first|last|previous|above"
)
_TALK: Final = re.compile(
    "ответ(?:а|ы|ов|е|ить)?|вариант(?:а|ы|ов)?|пункт(?:а|ы|ов)?|утверждени(?:е|я|й)|из|них|не|и|или|а"
    "|(?:не)?(?:верн|правильн)(?:о|ый|ая|ое|ые|ых|ого|ы|а)|подход(?:ит|ят)|является|являются|только|но"
    "|(?:выше|ниже)?(?:перечисл|указан|назван|сказан|привед)\\w*|выше|ниже|два|две|три|четыре|эти|этих|да"
    "|жауап\\w{0,9}|жауаб\\w{0,7}|нұсқа\\w{0,9}|тұжырым\\w{0,8}|дұрыс\\w{0,3}|қате|де|емес|және|мен|пен|бен"
    "|немесе|аталған\\w*|көрсетілген\\w*|айтылған\\w*|осы\\w*|солар\\w*|тек|ғана|екі|үш|төрт|бес|дан|ден|тан|тен"
    "|answers?|options?|statements?|choices?|of|the|these|those|them|are|is|correct|right|true|wrong|false"
    "|incorrect|but|and|or|not|only|two|three|four"
)
"""Words that speak of options, and of nothing else where all words are of them."""


_KINDS: Final = re.compile(
    f"(?P<which>{_QUANTITY.pattern})|(?P<letter>{_LETTER.pattern})|(?P<talk>{_TALK.pattern})"
)


def referring(question: Question) -> list[int]:
    """Places of the options of ``question`` that stand for others."""
    shown = [_shown(option.text) for option in question.options]
    found = [_refers(text) for text in shown]
    pairs = [bool(_PAIR.fullmatch(text)) for text in shown]
    # Beside «A» and «B», or where all are such, «AB» says something of its own.
    if any(pairs) and not all(pairs) and not any(len(text) == 1 for text in shown):
        found = [refers or pair for refers, pair in zip(found, pairs, strict=True)]
    return [i for i, refers in enumerate(found) if refers]


def refers_to_others(text: str) -> bool:
    """Whether an option stands for others: “all of the above”, «A и B», «екеуі де дұрыс»."""
    return _refers(_shown(text))


def _shown(text: str) -> str:
    return one_line(plain_of(text)).rstrip(" .;,!")


def _refers(shown: str) -> bool:
    said = shown.casefold()
    if _JOINED.fullmatch(shown) or _RANGE.fullmatch(said) or _only_speaks_of_options(said):
        return True
    above = _SPEAKS_OF_OTHERS.search(said) and (
        _ALL_OF_THE_ABOVE.search(said) or _OF_OTHERS.search(said)
    )
    return bool(above or _NAMES_LETTERS.fullmatch(said))


def _only_speaks_of_options(said: str) -> bool:
    """Whether each word is a letter or speaks of options, and one says which or how many."""
    if len(said) > _LONGEST or ":" in said:
        return False
    kinds: list[str | None] = []
    for word in _WORDS.finditer(said):
        kind = _KINDS.fullmatch(word.group())
        if kind is None:
            return False
        kinds.append(kind.lastgroup)
    return len(kinds) > 1 and ("which" in kinds or {"letter", "talk"} <= set(kinds))
