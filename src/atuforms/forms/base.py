"""The base class of all forms: class attributes, origin of a record, and rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

import yaml
from pydantic import BeforeValidator, PrivateAttr, model_validator
from pydantic_core import to_json

from atuforms.core.dotted_paths import value_at, values_at
from atuforms.core.exceptions import UnknownLanguage
from atuforms.core.findings import Finding, Place, Severity
from atuforms.core.language.choice import language
from atuforms.core.language.codes import short_code
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.messages import NOT_A_CHOICE, OTHER_FORM
from atuforms.core.language.wording import add_choices
from atuforms.core.notebook_displays import bundle, verbatim
from atuforms.core.safe_text import as_text, shown
from atuforms.core.settings import ORGANISATION_KEYS, Settings
from atuforms.fields.describe import walk
from atuforms.fields.dump import dump
from atuforms.fields.not_given import given_items
from atuforms.fields.people import PRIVATE, people_of
from atuforms.fields.problems import problem
from atuforms.fields.record import Record
from atuforms.forms.authors import unsaid
from atuforms.forms.facts import FACT_NAMES, FactName, GivenFact
from atuforms.forms.field_names import check_names, check_rule, check_tables
from atuforms.forms.printed import Printed
from atuforms.forms.rules import Limits, Rule, RuleFunction, stated_rule

Format = Literal["docx", "pdf", "pptx", "aiken", "gift", "moodle-xml"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record came from; not compared, so that equal records of two files are equal.

    ``places`` has the place of each value and key by its dotted path, ``raw`` the values as they
    stood, ``folder`` the folder to which file names in the record are relative, ``pictures`` those
    that come with the record, by the names that it gives them.
    """

    file: str = field(default="", compare=False)
    folder: Path | None = field(default=None, compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    settings: Settings = field(default_factory=Settings, compare=False)
    pictures: Mapping[str, bytes] = field(default_factory=dict, compare=False)


def _read_language(value: object) -> Language:
    try:
        return language(as_text(value))
    except UnknownLanguage:
        known = ", ".join(LANGUAGES)
        raise problem(
            "not-a-choice", NOT_A_CHOICE, actual=shown(value, 60), limit=known, choices=known
        ) from None


class Form(Record):
    """A record of one official form.

    A subclass has class attributes, then its fields in the order in which the form prints them;
    its rules stand below the class, attached with :meth:`rule`.
    """

    CODE: ClassVar[str] = ""
    """Short code, ``02-09``; empty for a document to which the regulations give no form."""
    SLUG: ClassVar[str] = ""
    CLAUSES: ClassVar[tuple[str, ...]] = ()
    """Clauses that demand the document."""
    FORMATS: ClassVar[tuple[Format, ...]] = ("docx", "pdf")
    HAS_BLANK: ClassVar[bool] = True
    """Whether there is a blank to fill in; a record that only describes a thing has none."""
    FROM_SETTINGS: ClassVar[Mapping[str, str]] = {}
    """Fields that ``atuforms.toml`` gives when a record does not, with the setting's name."""
    FROM_REGISTER: ClassVar[tuple[str, ...]] = ()
    """Fields that the register of numbers may give."""
    FACTS: ClassVar[Mapping[FactName, str]] = {}
    """The fields that hold a fact which others look for, by the fact's name.

    A field is named by its dotted path, with ``*`` for the items of lists; what stands at a path
    with ``*`` is counted.
    """
    OWN_FACTS: ClassVar[tuple[FactName, ...]] = ()
    """Facts that need not agree with the other documents of the course or resource."""
    SUBJECTS: ClassVar[tuple[str, ...]] = ()
    """Slugs of the records whose facts are asked for the document: a course, a resource."""
    EACH: ClassVar[FactName | None] = None
    """The fact of which every item makes a document of its own: surveys, learners."""
    HOLDER: ClassVar[str] = ""
    """Field with the person to whom it is given; the authors if not said."""
    NOTED: ClassVar[str] = ""
    """Field with what the register of numbers has to note of the document."""
    SAYS_OF: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """What it prints of each person in a list, besides the name; a batch warns without it."""
    PRINTS_PRIVATE: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Which of a person's e-mail, place of work and photo it prints, by the field of the person.

    A document carries its record, but of these only what it prints.
    """
    IDENTITY: ClassVar[tuple[str, ...] | None] = ()
    """Fields by which two files are known as copies of one document of a course or resource.

    Without any there is one such document a course. None: only files that say the same are copies.
    """
    VARIANTS: ClassVar[Mapping[str, str]] = {}
    """Other ways to print the document, by name, with what they are; layouts know ``variant``."""
    WITHHELD: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Fields that a variant must not hold anywhere, by its name, as patterns of paths.

    A document of such a variant carries no record, and its renderer is not given these values.
    """
    SHOWS_PROOF: ClassVar[bool] = False
    """Whether a signed document of it shows its proof as a code beside the signature."""
    BLANK_ROWS: ClassVar[Mapping[str, int]] = {}
    """How many rows of a list the blank prints, by dotted path without numbers; 1 if not said."""
    COUNTED: ClassVar[Mapping[str, str]] = {}
    """Lists that a record may give as a number, with the field that keeps the number."""
    FIELD_CLAUSES: ClassVar[Mapping[str, str]] = {}
    """Clause that asks for a field, by field name; the form's own code otherwise."""
    TEMPLATES: ClassVar[Path | None] = None
    """Folder of the form's own templates, for a form outside the package."""
    RULES: ClassVar[list[Rule]] = []

    # For kept_results. A slot is no part of a record: not compared, copied or pickled.
    __slots__ = ("_memory",)

    lang: Annotated[Language, BeforeValidator(_read_language)] | None = None

    _origin: Origin = PrivateAttr(default_factory=Origin)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.RULES = list(cls.RULES)
        if cls.TEMPLATES is not None:
            add_choices(cls.TEMPLATES)

    if TYPE_CHECKING:
        # A form found by its name has keywords that no type checker knows.
        def __init__(self, /, **values: Any) -> None: ...

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        """Check the tables; set the record types of the form's module as attributes of it."""
        super().__pydantic_init_subclass__(**kwargs)
        if cls.SLUG:
            tables = ("FROM_SETTINGS", "FROM_REGISTER", "BLANK_ROWS", "COUNTED", "FIELD_CLAUSES")
            check_tables(cls, {name: getattr(cls, name) for name in tables})
            check_tables(cls, {"COUNTED": cls.COUNTED.values()})
            check_tables(cls, {"FACTS": cls.FACTS.values(), "IDENTITY": cls.IDENTITY or ()})
            check_tables(cls, {"HOLDER": [cls.HOLDER] if cls.HOLDER else []})
            check_tables(cls, {"NOTED": [cls.NOTED] if cls.NOTED else []})
            check_names(cls, "FROM_SETTINGS", cls.FROM_SETTINGS.values(), ORGANISATION_KEYS)
            check_names(cls, "FACTS", cls.FACTS, FACT_NAMES)
            check_names(cls, "OWN_FACTS", cls.OWN_FACTS, cls.FACTS)
        if cls.__pydantic_fields_complete__:
            for _, field in walk(cls):
                if field.record is not None and field.record.__module__ == cls.__module__:
                    setattr(cls, field.record.__name__, field.record)

    @model_validator(mode="before")
    @classmethod
    def _of_this_form(cls, values: object) -> object:
        """Remove the key ``form``, which names the form and is no field of it."""
        if not isinstance(values, Mapping) or "form" not in values:
            return values
        named = as_text(values["form"])
        if short_code(named) not in cls.names():
            raise problem("wrong-type", OTHER_FORM, key="form", actual=named[:60], limit=cls.name())
        return {key: value for key, value in values.items() if key != "form"}

    @property
    def origin(self) -> Origin:
        """Where the record came from."""
        return self._origin

    @classmethod
    def rule(
        cls,
        rule_id: str,
        clause: str,
        *,
        reads: str | tuple[str, ...],
        each: str = "",
        severity: Severity = "error",
        limits: Limits | None = None,
    ) -> Callable[[RuleFunction], RuleFunction]:
        """Attach a rule to this form; see :mod:`atuforms.forms.rules`.

        :param limits: what JSON Schema can say of it: ``{"maxLength": 600}`` for the first value
            that it reads, ``{"scores.*.maximum": 10}`` for values below the item.
        """
        names = (reads,) if isinstance(reads, str) else reads

        def attach(function: RuleFunction) -> RuleFunction:
            cls._attach(Rule(rule_id, clause, function, names, each, severity, limits or {}))
            return function

        return attach

    @classmethod
    def unseen(
        cls,
        rule_id: str,
        clause: str,
        sentence: str,
        *,
        because: str,
        severity: Severity = "error",
    ) -> None:
        """Attach a rule that no value of this form can show to be met: it is never checked."""
        cls.RULES.append(stated_rule(rule_id, clause, sentence, severity, unseen=because))

    @classmethod
    def kept(
        cls,
        rule_id: str,
        clause: str,
        sentence: str,
        *,
        because: str,
        severity: Severity = "error",
    ) -> None:
        """Attach a rule that no record can break: what it asks for is computed, or a permission."""
        cls.RULES.append(stated_rule(rule_id, clause, sentence, severity, kept=because))

    @classmethod
    def closed(cls, rule_id: str, clause: str, sentence: str, *, reads: str) -> None:
        """Attach a rule that lists the answers of the closed choice that it reads."""
        cls._attach(stated_rule(rule_id, clause, sentence, "error", closed=True, reads=(reads,)))

    @classmethod
    def _attach(cls, rule: Rule) -> None:
        check_rule(cls, rule)
        cls.RULES.append(rule)

    @classmethod
    def name(cls) -> str:
        """The code, or the slug of a document without one."""
        return cls.CODE or cls.SLUG

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """What the form may be called, spelt as ``short_code`` of the codes spells it."""
        return tuple(filter(None, (cls.CODE, cls.SLUG, cls.__name__.casefold())))

    @classmethod
    def _form(cls) -> type[Form]:
        return cls

    def replace(self, **changes: object) -> Self:
        changed = super().replace(**changes)
        # Files are still looked for in the same folder; what changed stands on no line of it.
        places = {
            path: place
            for path, place in self._origin.places.items()
            if path.partition(".")[0] not in {"", *changes}
        }
        changed._origin = replace(self._origin, places=places)
        return changed

    def rules_that_apply(self) -> list[Rule]:
        """The rules that speak of this record; those of another regulation may have no say."""
        return self.RULES

    def betrayals(self) -> Iterable[Finding]:
        """What shows, in a variant that withholds values, which they are."""
        return ()

    def further_findings(self) -> Iterable[Finding]:
        """What the form finds besides its rules: faults that belong to no clause."""
        return ()

    def unsaid(self) -> tuple[Finding, ...]:
        """Warnings for what the form prints of persons and the record does not say.

        A record may be without, so that only batches tell of it, whose rows nobody looks at.
        """
        return tuple(
            finding
            for path, wanted in self.SAYS_OF.items()
            for number, person in given_items(getattr(self, path))
            for finding in unsaid(person, f"{path}.{number}", wanted)
        )

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """What the form computes from its values, ready to print: sums, totals, verdicts.

        ``printed`` is the view of the values, in which rows may be completed.
        """
        return {}

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """The same for a blank: empty places for what would be computed."""
        return {}

    @classmethod
    def is_wanted(cls, facts: Mapping[FactName, GivenFact]) -> bool:
        """Whether a course or resource with these facts has such a document at all."""
        return True

    def given_facts(self) -> dict[FactName, GivenFact]:
        """The facts that the record gives to other documents, as these state them."""
        record = self.record()
        return {
            fact: GivenFact(value, path)
            for fact, path in self.FACTS.items()
            if "*" not in path and (value := value_at(record, path)) is not None
        }

    def record(self) -> dict[str, Any]:
        """The record as plain data, as YAML or JSON holds it; what is not given is absent."""
        head = {"form": self.name(), "lang": self.lang} if self.lang else {"form": self.name()}
        return {**head, **dump(self)}

    def record_json(self) -> bytes:
        """The record as canonical JSON in UTF-8: the same record, the same bytes."""
        return to_json(self.record())

    def carried_json(self) -> bytes:
        """The record as a document carries it: without what is private and not printed."""
        return to_json(self.carried(self.record()))

    @classmethod
    def carried(cls, record: dict[str, Any]) -> dict[str, Any]:
        """What a document carries of a record, out of which the rest is taken."""
        for path in people_of(cls) if cls.HAS_BLANK else ():
            unprinted = set(PRIVATE) - set(cls.PRINTS_PRIVATE.get(path, ()))
            for _, found in values_at(record, path):
                for person in found if isinstance(found, list) else (found,):
                    if isinstance(person, dict):
                        for name in unprinted:
                            person.pop(name, None)
        return record

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        text = yaml.safe_dump(self.record(), allow_unicode=True, sort_keys=False)
        return bundle(text, verbatim(text))
