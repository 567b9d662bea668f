"""A mapping file in YAML, checked: a mapping that can be used, or one line for each thing that is wrong. No Django."""

import re

import yaml

from accounts.imports import Problems, at_line, quoted, refusal
from accounts.wording import say, sentence
from indicators.sources.excel.mapping import (
    Across,
    CodePart,
    Condition,
    MappedIndicator,
    Place,
    WorkbookMapping,
)
from indicators.sources.excel.mapping_fields import Fields
from indicators.sources.files import MEGABYTE, decoded
from indicators.sources.values import KIND_WORDS, MISSING_SYMBOLS

LARGEST_MAPPING = MEGABYTE
UNKNOWN_WORD = sentence("{word} er ukjent; lovlige er {known}")
LETTERS = re.compile("[A-Z]{1,3}")
PERCENTS = {"": None, "shown": True, "stored": False}
FACTS = ("region", "period")
MOST_DECIMALS = 15


def read_mapping(body: bytes, *, file: str, name: str) -> WorkbookMapping:
    """The mapping that a file describes. Raises ImportRefused."""
    if len(body) > LARGEST_MAPPING:
        raise refusal(file, "", say("filen er for stor til å være et oppsett"))
    try:
        # Every scalar as the text it is: `0301`, `no` and `2024` would each become something else.
        tree = yaml.load(decoded(body, file=file), Loader=yaml.CBaseLoader)  # noqa: S506  # it makes texts only
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise refusal(file, at_line(line), say("filen er ikke gyldig YAML her")) from None
    except (yaml.YAMLError, RecursionError):
        raise refusal(file, "", say("filen er ikke gyldig YAML")) from None
    if not isinstance(tree, dict):
        pattern = sentence("filen må begynne med navngitte felter, som «{one}:» og «{other}:»")
        raise refusal(file, "", say(pattern, one="title", other="indicators"))
    problems = Problems(file)
    mapping = mapping_of(Fields(tree, "", problems), name)
    problems.refuse_if_any()
    return mapping


def mapping_of(fields: Fields, name: str) -> WorkbookMapping:
    mapping = WorkbookMapping(
        name=name,
        title=fields.required("title"),
        publisher=fields.text("publisher"),
        is_verified=fields.truth("is_verified"),
        note=fields.text("note"),
        sheet=fields.text("sheet"),
        heading_row=fields.whole("heading_row", 1),
        first_row=fields.whole("first_row", 0),
        last_row=fields.whole("last_row", 0),
        region=place_of(fields, "region"),
        period=place_of(fields, "period"),
        value=place_of(fields, "value"),
        kind=place_of(fields, "kind"),
        source_table=place_of(fields, "source_table"),
        across=across_of(fields),
        indicators=tuple(indicators_of(fields)),
        skip=tuple(conditions_of(fields, "skip")),
        only=tuple(conditions_of(fields, "only")),
        missing=fields.table("missing"),
        percent_as_shown=percent_of(fields),
    )
    fields.refuse_unknown()
    check_shape(mapping, fields)
    check_words(mapping, fields)
    check_letters(mapping, fields)
    return mapping


def place_of(fields: Fields, key: str) -> Place:
    """`{column: …}`, `{constant: …}`, or the constant itself."""
    value = fields.raw(key)
    if isinstance(value, str):
        return Place(constant=fields.text(key))
    part = fields.part(key)
    if part is None:
        return Place()
    place = Place(part.headings("column"), part.text("constant"), part.whole("digits", 0, most=20))
    part.refuse_unknown()
    if bool(place.headings) == bool(place.constant):
        fields.wrong(key, say("feltet må ha enten «{one}» eller «{other}»", one="column", other="constant"))
    return place


def across_of(fields: Fields) -> Across | None:
    """`{period: all}`, or `{period: {heading: period}}`, or the same for regions."""
    part = fields.part("across")
    if part is None:
        return None
    given = [fact for fact in FACTS if part.raw(fact) != ""]
    part.refuse_unknown()
    if len(given) != 1:
        fields.wrong("across", say("feltet må ha nøyaktig ett av «period» og «region»"))
        return None
    fact = given[0]
    if fact == "period" and part.raw(fact) == "all":
        return Across(fact)
    return Across(fact, part.table(fact))


def indicators_of(fields: Fields) -> list[MappedIndicator]:
    found = [one_indicator(part) for part in fields.parts("indicators") if isinstance(part, Fields)]
    if not found:
        message = say("oppsettet må ha minst én indikator, med «code», «columns» eller begge")
        fields.wrong("indicators", message)
    return found


def one_indicator(fields: Fields) -> MappedIndicator:
    decimals = fields.whole("decimals", -1, most=MOST_DECIMALS)
    indicator = MappedIndicator(
        code=fields.text("code"),
        parts=tuple(code_part(one) for one in fields.parts("columns")),
        name=fields.text("name"),
        unit=fields.text("unit"),
        decimals=None if decimals < 0 else decimals,
        adds_up=fields.truth("add_up"),
    )
    fields.refuse_unknown()
    if not indicator.code and not indicator.parts:
        fields.wrong("code", say("indikatoren må ha «code», «columns» eller begge"))
    if any(sign.isspace() for sign in indicator.code):
        fields.wrong("code", say("koden {code} har mellomrom i seg", code=quoted(indicator.code)))
    if len(indicator.unit) > 200 or len(indicator.name) > 500:
        fields.wrong("name", say("navnet eller enheten er for lang"))
    return indicator


def code_part(one: "Fields | str") -> CodePart:
    if isinstance(one, str):
        return CodePart((one,))
    part = CodePart(one.headings("column"), one.table("codes"))
    if not part.headings:
        one.wrong("column", say("feltet er påkrevd og mangler"))
    one.refuse_unknown()
    return part


def conditions_of(fields: Fields, key: str) -> list[Condition]:
    found = []
    for part in fields.parts(key):
        if not isinstance(part, Fields):
            fields.wrong(key, say("her ventes felter med navn: «column» og «is»"))
            continue
        condition = Condition(part.headings("column"), frozenset(part.texts("is")))
        if not condition.headings:
            part.wrong("column", say("feltet er påkrevd og mangler"))
        part.refuse_unknown()
        found.append(condition)
    return found


def percent_of(fields: Fields) -> bool | None:
    word = fields.text("percent_cells")
    if word not in PERCENTS:
        known = ", ".join(one for one in PERCENTS if one)
        fields.wrong("percent_cells", say(UNKNOWN_WORD, word=quoted(word), known=known))
    return PERCENTS.get(word)


def check_shape(mapping: WorkbookMapping, fields: Fields) -> None:
    """Region, period and value each come from one place."""
    across = mapping.across.fact if mapping.across else ""
    for fact in FACTS:
        if getattr(mapping, fact).is_given == (fact == across):
            fields.wrong(fact, say("feltet må stå enten for seg eller under «across», og bare ett av stedene"))
    if bool(mapping.value.headings) == bool(mapping.across):
        message = say("oppsettet må ha enten «{one}» eller «{other}»", one="value: {column: …}", other="across")
        fields.wrong("value", message)
    if mapping.across and not mapping.across.columns and not mapping.heading_row:
        fields.wrong("across", say("uten overskrifter må kolonnene nevnes"))


def check_words(mapping: WorkbookMapping, fields: Fields) -> None:
    if mapping.kind.constant.casefold() not in KIND_WORDS:
        legal = ", ".join(word for word in KIND_WORDS if word)
        pattern = sentence("{word} er ikke et kjent slag; lovlige er {legal}")
        fields.wrong("kind", say(pattern, word=quoted(mapping.kind.constant), legal=legal))
    for text, symbol in mapping.missing.items():
        if symbol not in MISSING_SYMBOLS:
            unknown = say(UNKNOWN_WORD, word=quoted(symbol), known="  ".join(MISSING_SYMBOLS))
            fields.wrong("missing", f"{quoted(text)}: {unknown}")


def check_letters(mapping: WorkbookMapping, fields: Fields) -> None:
    """Without headings columns are named by their letters."""
    if mapping.heading_row:
        return
    places = (mapping.region, mapping.period, mapping.value, mapping.kind, mapping.source_table)
    named = [*(one.headings for one in places), *(one.headings for one in (*mapping.skip, *mapping.only))]
    named += [part.headings for one in mapping.indicators for part in one.parts]
    named += [(heading,) for heading in (mapping.across.columns if mapping.across else ())]
    for heading in (one for headings in named for one in headings):
        if not LETTERS.fullmatch(heading):
            pattern = sentence("uten overskrifter må kolonnen {column} nevnes med bokstav, som C")
            fields.wrong("heading_row", say(pattern, column=quoted(heading)))
