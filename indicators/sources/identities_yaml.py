"""The file of identities: what must hold between figures, in formulas and in words. No Django."""

from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from accounts.imports import Problems, quoted
from accounts.wording import say, sentence
from indicators.checks import GROUP_SUM, FormulaError, Identity, Relation, Side, read_formula
from indicators.checks.formulas import Constant, Formula
from indicators.sources.files import decoded
from indicators.sources.yaml_fields import Fields, Notebook
from indicators.sources.yaml_tree import read_tree

SHIPPED = Path(__file__).resolve().parents[1] / "shipped" / "identities.yaml"
NO_FORMULA = sentence("her ventes en formel med mellomrom rundt hvert ledd, ikke {found}")
RELATIONS = {one.value: one.value for one in Relation}
LONGEST_CODE, MOST_DECIMALS = 100, 6
NOTHING = Constant(Fraction(0))


@lru_cache(maxsize=1)
def shipped_identities() -> dict[str, Identity]:
    """Those that come with the product, by code."""
    return {one.code: one for one in read_identities(SHIPPED.read_bytes(), name=SHIPPED.name)}


def read_identities(body: bytes, *, name: str) -> list[Identity]:
    """The checked identities of a file. Raises ImportRefused with everything that is wrong with it."""
    problems = Problems(name)
    file = Fields(read_tree(decoded(body, file=name), problems=problems), "", Notebook(problems))
    read = [(fields, identity_in(fields)) for fields in file.items("identities", named_by="code")]
    refuse_unknown(file)
    seen = {GROUP_SUM}
    for fields, identity in read:
        if identity.code in seen:
            fields.wrong("code", say("koden {code} står flere ganger", code=quoted(identity.code)))
        seen.add(identity.code)
    problems.refuse_if_any()
    return [identity for _fields, identity in read]


def identity_in(fields: Fields) -> Identity:
    identity = Identity(
        code=code_in(fields),
        name=fields.required("name"),
        left=side_in(fields, "left"),
        relation=Relation(fields.choice("relation", RELATIONS) or Relation.EQUALS),
        right=side_in(fields, "right"),
        indicator=fields.required("indicator"),
        unit=fields.text("unit"),
        decimals=fields.whole("decimals", 0, most=MOST_DECIMALS) or 0,
        source=fields.required("source"),
        slack=Fraction(fields.amount("slack_percent") or 0) / 100,
        first=fields.period("from"),
        last=fields.period("to"),
    )
    if identity.indicator and identity.indicator not in identity.codes:
        fields.wrong("indicator", say("{code} står ikke i formlene", code=quoted(identity.indicator)))
    if identity.slack < 0:
        fields.wrong("slack_percent", say("tallet kan ikke være negativt"))
    refuse_unknown(fields)
    return identity


def code_in(fields: Fields) -> str:
    code = fields.required("code")
    if len(code) > LONGEST_CODE or any(sign.isspace() for sign in code):
        fields.wrong("code", say("en kode er høyst {most} tegn uten mellomrom", most=LONGEST_CODE))
    return code


def side_in(fields: Fields, key: str) -> Side:
    part = fields.part(key)
    side = Side(part.required("words"), formula_in(part))
    refuse_unknown(part)
    return side


def formula_in(part: Fields) -> Formula:
    text = part.required("formula")
    try:
        return read_formula(text) if text else NOTHING
    except FormulaError as error:
        part.wrong("formula", say(NO_FORMULA, found=quoted(error.args[0] or text)))
        return NOTHING


def refuse_unknown(fields: Fields) -> None:
    """A misspelt field must not pass as one that was left out."""
    for key in fields.values.keys() - fields.read:
        fields.wrong(key, say("ukjent felt {field}", field=quoted(key)))
