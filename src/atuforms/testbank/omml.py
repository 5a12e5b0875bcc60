"""Formulas of Word (OMML) as LaTeX, which Moodle's filter shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lxml import etree

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OPERATORS: Final = {
    "∑": r"\sum", "∏": r"\prod", "∫": r"\int", "∬": r"\iint", "∮": r"\oint", "⋃": r"\bigcup",
    "⋂": r"\bigcap",
}  # fmt: skip
_ACCENTS: Final = {
    "\u0302": r"\hat", "\u0303": r"\tilde", "\u0304": r"\bar", "\u0305": r"\overline",
    "\u20d7": r"\vec", "\u0307": r"\dot", "\u0308": r"\ddot",
}  # fmt: skip
_SIGNS: Final = {
    "\\": r"\backslash ", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$",
    "_": r"\_", "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "±": r"\pm ", "∞": r"\infty ",
    "·": r"\cdot ", "⋅": r"\cdot ", "×": r"\times ", "→": r"\to ", "∈": r"\in ", "√": r"\surd ",
    "α": r"\alpha ", "β": r"\beta ", "γ": r"\gamma ", "δ": r"\delta ", "Δ": r"\Delta ",
    "ε": r"\varepsilon ", "λ": r"\lambda ", "μ": r"\mu ", "π": r"\pi ", "ρ": r"\rho ",
    "σ": r"\sigma ", "Σ": r"\Sigma ", "τ": r"\tau ", "φ": r"\varphi ", "ω": r"\omega ",
    "Ω": r"\Omega ", "θ": r"\theta ",
}  # fmt: skip


def latex(formula: etree._Element) -> str | None:
    """An ``m:oMath`` as inline LaTeX; None if it has a part that is not known here."""
    try:
        return rf"\( {_inner(formula).strip()} \)"
    except LookupError:
        return None


def _inner(element: etree._Element) -> str:
    return "".join(_part(child) for child in element.iterchildren("*"))


def _part(element: etree._Element) -> str:
    name = element.tag.removeprefix(M)
    if not element.tag.startswith(M) or name.endswith("Pr"):
        return ""
    return _PARTS[name](element)


def _child(element: etree._Element, name: str) -> str:
    child = element.find(f"{M}{name}")
    return "" if child is None else _inner(child).strip()


def _setting(element: etree._Element, name: str, default: str) -> str:
    found = element.find(f"{M}{element.tag.removeprefix(M)}Pr/{M}{name}")
    return default if found is None else found.get(f"{M}val", "")


def _run(element: etree._Element) -> str:
    text = "".join(t.text or "" for t in element.iterfind(f"{M}t"))
    return "".join(_SIGNS.get(char, char) for char in text)


def _root(element: etree._Element) -> str:
    degree = _child(element, "deg")
    return rf"\sqrt{f'[{degree}]' if degree else ''}{{{_child(element, 'e')}}}"


def _nary(element: etree._Element) -> str:
    sign = _OPERATORS[_setting(element, "chr", "∫")]
    low, high = _child(element, "sub"), _child(element, "sup")
    limits = (f"_{{{low}}}" if low else "") + (f"^{{{high}}}" if high else "")
    return f"{sign}{limits} {_child(element, 'e')}"


def _delimited(element: etree._Element) -> str:
    opening, closing = _setting(element, "begChr", "("), _setting(element, "endChr", ")")
    inner = _setting(element, "sepChr", "|").join(
        _inner(e).strip() for e in element.iterfind(f"{M}e")
    )
    left, right = (_SIGNS.get(sign, sign) or "." for sign in (opening, closing))
    return rf"\left{left}{inner}\right{right}"


def _rows(name: str) -> Callable[[etree._Element], str]:
    def made(element: etree._Element) -> str:
        rows = element.findall(f"{M}mr") or [element]
        lines = [" & ".join(_inner(e).strip() for e in row.iterfind(f"{M}e")) for row in rows]
        if rows == [element]:
            lines = [_inner(e).strip() for e in element.iterfind(f"{M}e")]
        body = r" \\ ".join(lines)
        return rf"\begin{{{name}}}{body}\end{{{name}}}"

    return made


def _function(element: etree._Element) -> str:
    name = _child(element, "fName")
    known = name in ("sin", "cos", "tan", "log", "ln", "lim", "lg", "max", "min", "exp", "cot")
    return f"{chr(92) if known else ''}{name} {_child(element, 'e')}"


_PARTS: Final[dict[str, Callable[[etree._Element], str]]] = {
    "r": _run,
    "oMath": _inner,
    "f": lambda e: rf"\frac{{{_child(e, 'num')}}}{{{_child(e, 'den')}}}",
    "sSup": lambda e: f"{{{_child(e, 'e')}}}^{{{_child(e, 'sup')}}}",
    "sSub": lambda e: f"{{{_child(e, 'e')}}}_{{{_child(e, 'sub')}}}",
    "sSubSup": lambda e: f"{{{_child(e, 'e')}}}_{{{_child(e, 'sub')}}}^{{{_child(e, 'sup')}}}",
    "rad": _root,
    "nary": _nary,
    "d": _delimited,
    "func": _function,
    "limLow": lambda e: f"{_child(e, 'e')}_{{{_child(e, 'lim')}}}",
    "limUpp": lambda e: f"{_child(e, 'e')}^{{{_child(e, 'lim')}}}",
    "acc": lambda e: f"{_ACCENTS[_setting(e, 'chr', chr(0x302))]}{{{_child(e, 'e')}}}",
    "bar": lambda e: rf"\overline{{{_child(e, 'e')}}}",
    "m": _rows("matrix"),
    "eqArr": _rows("cases"),
    "box": lambda e: _child(e, "e"),
    "borderBox": lambda e: rf"\boxed{{{_child(e, 'e')}}}",
}
