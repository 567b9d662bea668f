"""The file of regions: what codes meant in time, what became of them, and who is in which KOSTRA group. No Django."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise

from accounts.imports import Problems, quoted
from accounts.wording import say, sentence
from indicators.sources.files import decoded
from indicators.sources.region_rows import ChangeRow, MembershipRow, RegionRows, VersionRow
from indicators.sources.yaml_fields import Fields, Notebook
from indicators.sources.yaml_tree import read_tree

MUNICIPALITY, GROUP = re.compile(r"[0-9]{4}"), re.compile(r"EKG[0-9]{2}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NO_MUNICIPALITY = sentence("{code} er ikke et kommunenummer")
NO_GROUP = sentence("{code} er ikke en KOSTRA-gruppe, som EKG11")
LONGEST_NAME, LONGEST_SOURCE = 200, 300


def read_regions(body: bytes, *, name: str) -> RegionRows:
    """The checked rows of a file. Raises ImportRefused with everything that is wrong with it."""
    problems = Problems(name)
    file = Fields(read_tree(decoded(body, file=name), problems=problems), "", Notebook(problems))
    sources = sources_in(file)
    rows = RegionRows(
        versions=tuple(version_row(one, sources) for one in file.items("versions", named_by="code")),
        changes=tuple(change_row(one, sources) for one in file.items("changes", named_by="old")),
        memberships=tuple(membership_row(one, sources) for one in file.items("memberships", named_by="member")),
    )
    refuse_unknown(file)
    problems.refuse_if_any()
    check(rows, problems)
    problems.refuse_if_any()
    return rows


def sources_in(file: Fields) -> dict[str, str]:
    """The sources by the short names that the rows use."""
    sources = file.part("sources")
    texts = {key: sources.required(key) for key in sources.values}
    for key, text in texts.items():
        if len(text) > LONGEST_SOURCE:
            sources.wrong(key, say("teksten er lengre enn {most} tegn", most=LONGEST_SOURCE))
    return texts


def version_row(fields: Fields, sources: Mapping[str, str]) -> VersionRow:
    start, end = stretch_of(fields)
    row = VersionRow(
        place=fields.place("code"),
        code=code_of(fields, "code", MUNICIPALITY, NO_MUNICIPALITY),
        name=name_of(fields),
        start=start,
        end=end,
        source=source_of(fields, sources),
    )
    refuse_unknown(fields)
    return row


def change_row(fields: Fields, sources: Mapping[str, str]) -> ChangeRow:
    row = ChangeRow(
        place=fields.place("old"),
        old=code_of(fields, "old", MUNICIPALITY, NO_MUNICIPALITY),
        new=code_of(fields, "new", MUNICIPALITY, NO_MUNICIPALITY),
        on=day_of(fields, "on") or required_day(fields, "on"),
        source=source_of(fields, sources),
    )
    refuse_unknown(fields)
    return row


def membership_row(fields: Fields, sources: Mapping[str, str]) -> MembershipRow:
    start, end = stretch_of(fields)
    row = MembershipRow(
        place=fields.place("member"),
        group=code_of(fields, "group", GROUP, NO_GROUP),
        member=code_of(fields, "member", MUNICIPALITY, NO_MUNICIPALITY),
        start=start,
        end=end,
        source=source_of(fields, sources),
    )
    refuse_unknown(fields)
    return row


# Fields -------------------------------------------------------------------------------------------------------------


def code_of(fields: Fields, key: str, pattern: re.Pattern[str], wrong: str) -> str:
    code = fields.required(key)
    if code and not pattern.fullmatch(code):
        fields.wrong(key, say(wrong, code=quoted(code)))
    return code


def name_of(fields: Fields) -> str:
    name = fields.required("name")
    if len(name) > LONGEST_NAME:
        fields.wrong("name", say("navnet er lengre enn {most} tegn", most=LONGEST_NAME))
    return name


def source_of(fields: Fields, sources: Mapping[str, str]) -> str:
    key = fields.required("source")
    if key and key not in sources:
        fields.wrong("source", say("kilden {key} står ikke under «sources»", key=quoted(key)))
    return sources.get(key, "")


def stretch_of(fields: Fields) -> tuple[date, date | None]:
    start, end = day_of(fields, "from") or required_day(fields, "from"), day_of(fields, "to")
    if end and end <= start:
        fields.wrong("to", say("siste dag må komme etter første"))
    return start, end


def day_of(fields: Fields, key: str) -> date | None:
    """A day; None where the file names none, or none that there is."""
    text = fields.text(key)
    with suppress(ValueError):
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    if text:
        fields.wrong(key, say("{text} er ikke en dato: skriv ÅÅÅÅ-MM-DD", text=quoted(text)))
    return None


def required_day(fields: Fields, key: str) -> date:
    """A day to go on with, and a problem where the file names none at all."""
    if not fields.has(key):
        fields.wrong(key, say("feltet er påkrevd og mangler"))
    return date.min


def refuse_unknown(fields: Fields) -> None:
    for key in fields.values.keys() - fields.read:
        fields.wrong(key, say("ukjent felt {field}", field=quoted(key)))


# The rows together --------------------------------------------------------------------------------------------------


def check(rows: RegionRows, problems: Problems) -> None:
    """What contradicts itself: two meanings of a code or two groups at once, a code that goes on after it went away."""
    by_code: dict[str, list[VersionRow]] = {}
    for version in sorted(rows.versions, key=lambda one: one.start):
        by_code.setdefault(version.code, []).append(version)
    for versions in by_code.values():
        check_overlaps(versions, problems)
    check_repeated(rows, problems)
    check_changes(rows.changes, by_code, problems)
    by_member: dict[str, list[MembershipRow]] = {}
    for one in sorted(rows.memberships, key=lambda one: one.start):
        by_member.setdefault(one.member, []).append(one)
    for memberships in by_member.values():
        check_overlaps(memberships, problems)


def check_overlaps(rows: Sequence[VersionRow | MembershipRow], problems: Problems) -> None:
    for earlier, later in pairwise(rows):
        if earlier.end is None or later.start < earlier.end:
            problems.add(later.place, say("perioden overlapper med en annen rad for det samme"))


def check_repeated(rows: RegionRows, problems: Problems) -> None:
    seen: set[tuple[str, str, date]] = set()
    for row in rows.changes:
        if (row.old, row.new, row.on) in seen:
            problems.add(row.place, say("endringen står flere ganger"))
        seen.add((row.old, row.new, row.on))


def check_changes(changes: Iterable[ChangeRow], versions: Mapping[str, list[VersionRow]], problems: Problems) -> None:
    """A code that goes into another ends that day, and the other is valid from then on, where the file knows them."""
    for row in changes:
        if row.old == row.new:
            continue
        words = {"old": row.old, "new": row.new, "day": row.on}
        if row.old in versions and all(one.end != row.on for one in versions[row.old]):
            problems.add(row.place, say("{old} går over i {new} {day}, men er ikke gyldig til akkurat da", **words))
        if row.new in versions and not any(valid_on(one, row.on) for one in versions[row.new]):
            problems.add(row.place, say("{old} går over i {new} {day}, men {new} er ikke gyldig da", **words))


def valid_on(version: VersionRow, day: date) -> bool:
    return version.start <= day and (version.end is None or day < version.end)
