"""The file of formulas: which indicators are computed, and from which others. No Django."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from accounts.imports import Problems, quoted
from accounts.wording import say, sentence
from indicators.formula_checks import shape_problems
from indicators.formulas import FormulaKind, TermRole
from indicators.sources.files import decoded
from indicators.sources.sources_yaml import (
    LONGEST_CODE,
    LONGEST_NAME,
    LONGEST_UNIT,
    MOST_DECIMALS,
    code_in,
    refuse_repeated,
    refuse_unknown,
    short,
)
from indicators.sources.yaml_fields import Fields, Notebook
from indicators.sources.yaml_tree import YamlList, read_tree

KINDS = {kind.value: kind.value for kind in FormulaKind}
# In which field the terms of each role stand.
TERM_FIELDS = {"plus": TermRole.ADDED, "minus": TermRole.SUBTRACTED, "divided_by": TermRole.DENOMINATOR}
FORMULA_REPEATED = sentence("indikatoren {code} har to formler")
FACTOR_DECIMALS = 10


@dataclass(frozen=True, slots=True)
class FormulaRow:
    """One formula of the file. Name, unit and decimals are for where the catalogue lacks the indicator."""

    place: str
    indicator: str
    kind: FormulaKind
    terms: tuple[tuple[TermRole, str], ...]
    # None where the units decide, as they do anyway.
    factor: Decimal | None
    from_period: str
    note: str
    name: str
    unit: str
    decimals: int | None

    @property
    def makes_indicator(self) -> bool:
        """Whether the file says enough of the indicator to put it into the catalogue."""
        return bool(self.name and self.unit)


def read_formulas(body: bytes, *, name: str) -> list[FormulaRow]:
    """The formulas of a file. Raises ImportRefused with everything that is wrong with it."""
    problems = Problems(name)
    file = Fields(read_tree(decoded(body, file=name), problems=problems), "", Notebook(problems))
    rows = [row for fields in file.items("formulas", named_by="indicator") if (row := formula_row(fields))]
    refuse_unknown(file)
    if not rows:
        file.wrong("formulas", say("filen har ingen formler"))
    refuse_repeated([(row.place, row.indicator) for row in rows], FORMULA_REPEATED, problems)
    problems.refuse_if_any()
    return rows


def formula_row(fields: Fields) -> FormulaRow | None:
    """None where the kind is not known; then nothing more can be said of it."""
    indicator = code_in(fields, "indicator", most=LONGEST_CODE)
    kind = fields.choice("kind", KINDS) if fields.required("kind") else ""
    terms = tuple(term for key, role in TERM_FIELDS.items() for term in terms_in(fields, key, role))
    refuse_term_twice(fields, indicator, terms)
    for message in shape_problems(FormulaKind(kind), [role for role, _code in terms]) if kind else ():
        fields.wrong("", message)
    first = fields.period("from_period")
    row = FormulaRow(
        place=fields.place(),
        indicator=indicator,
        kind=FormulaKind(kind or FormulaKind.SUM),
        terms=terms,
        factor=fields.amount("factor", decimals=FACTOR_DECIMALS),
        from_period=first.code if first else "",
        note=fields.text("note"),
        name=short(fields, "name", fields.text("name"), most=LONGEST_NAME),
        unit=short(fields, "unit", fields.text("unit"), most=LONGEST_UNIT),
        decimals=fields.whole("decimals", most=MOST_DECIMALS),
    )
    refuse_unknown(fields)
    return row if kind else None


def terms_in(fields: Fields, key: str, role: TermRole) -> Iterator[tuple[TermRole, str]]:
    """The codes of a list, or the one code that stands there."""
    if not isinstance(fields.raw(key), YamlList):
        yield from [(role, text)] if (text := fields.text(key)) else []
        return
    codes = fields.texts(key)
    if len(codes) < len(fields.listed(key)):
        fields.wrong(key, say("samme ledd står flere ganger"))
    yield from ((role, code) for code in codes)


def refuse_term_twice(fields: Fields, indicator: str, terms: tuple[tuple[TermRole, str], ...]) -> None:
    codes = [code for _role, code in terms]
    for code in dict.fromkeys(codes):
        if codes.count(code) > 1:
            fields.wrong("", say("leddet {code} står flere ganger i formelen", code=quoted(code)))
    if indicator in codes:
        fields.wrong("", say("{code} kan ikke regnes ut av seg selv", code=quoted(indicator)))
