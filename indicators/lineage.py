"""What a region was earlier: which codes, in which stretch of time, were together exactly what it is now. Pure.

Statistics Norway leaves the figures of a merged municipality on the codes that it had at the time. Larvik is 3909, was
3805 until 2024, 0712 until 2020, and before 2018 it was 0709 and 0728 together. A code can be used again for something
else, so what a code means is only known together with a day.

All rows of one day happen at once: A → B and B → A on a day is an exchange of codes, and no circle.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from indicators.periods import last_day, parse_period
from indicators.rules import Reading, added_up, taken_over

Codes = frozenset[str]
NOTHING: Codes = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a merger, a split or a new code: `old` went into `new`. The same code twice is only a new name."""

    old: str
    new: str
    on: date


@dataclass(frozen=True, slots=True)
class Life:
    """A stretch in which a code meant one thing, up to and without its last day; a reused code has several."""

    code: str
    start: date
    end: date | None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Span:
    """What the region was in a stretch of time, from `start` (None: as far back as is known) to before `end`."""

    start: date | None
    end: date | None
    # Together exactly what the region is now. Empty where it was part of something larger, or is no more.
    codes: Codes
    # Where `codes` is empty: what it was cut out of.
    pieces: Codes = NOTHING

    def holds(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def holds_eve_of(self, day: date) -> bool:
        return (self.start is None or self.start < day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Lineage:
    """A region backward in time: its spans, newest first, cover all time without overlap."""

    code: str
    spans: tuple[Span, ...]
    # Stretches in which the code was used for another place.
    others: tuple[tuple[date | None, date], ...] = ()

    def at(self, day: date) -> Span:
        """The span that a day lies in."""
        return next(span for span in self.spans if span.holds(day))

    def is_another_place(self, day: date) -> bool:
        """Whether a figure under the region's own code is about something else that had the code on that day."""
        return any((start is None or start <= day) and day < end for start, end in self.others)

    @property
    def predecessors(self) -> Codes:
        """Every other code that figures may be taken from."""
        return frozenset(code for span in self.spans for code in span.codes) - {self.code}


class Chronicle:
    """Everything that is known to have happened to codes. `lineage` reads it backward from one of them."""

    def __init__(self, changes: Iterable[Change], lives: Iterable[Life] = ()) -> None:
        self.into: dict[str, set[Change]] = defaultdict(set)
        self.away: dict[str, set[Change]] = defaultdict(set)
        self.renamed: set[tuple[str, date]] = set()
        self.lives: dict[str, set[Life]] = defaultdict(set)
        # A report asks for the same few some thousand times.
        self.told: dict[str, Lineage] = {}
        for change in changes:
            if change.old == change.new:
                self.renamed.add((change.old, change.on))
            else:
                self.into[change.new].add(change)
                self.away[change.old].add(change)
        for life in lives:
            self.lives[life.code].add(life)

    @property
    def changed(self) -> Codes:
        """The codes that something has gone into: no others have a past under another code."""
        return frozenset(self.into)

    def lineage(self, code: str) -> Lineage:
        """The region that has the code now, or had it last."""
        if code not in self.told:
            self.told[code] = self.read_backward(code)
        return self.told[code]

    def read_backward(self, code: str) -> Lineage:
        """From what the code is now to what it was before all that is known."""
        end = self.gone_on(code)
        spans = [Span(end, None, NOTHING)] if end else []
        codes, pieces = frozenset({code}), NOTHING
        while codes:
            day = self.newest_day(codes, before=end)
            spans.append(Span(day, end, codes))
            if day is None:
                break
            codes, pieces, end = *self.just_before(day, codes), day
        else:
            spans.append(Span(None, end, NOTHING, pieces))
        return Lineage(code, tuple(spans), tuple(self.other_lives(code, spans)))

    def gone_on(self, code: str) -> date | None:
        """The day from which the code is no more; None while it is in use."""
        left = max((change.on for change in self.away.get(code, ()) if not self.stays(code, change.on)), default=None)
        back = max((change.on for change in self.into.get(code, ())), default=None)
        return None if left is None or (back is not None and back >= left) else left

    def newest_day(self, codes: Codes, *, before: date | None) -> date | None:
        """The newest day on which something happened to any of the codes, beyond a new name."""
        days = {change.on for code in codes for change in self.into.get(code, set()) | self.away.get(code, set())}
        days |= {day for code in codes for day in self.new_meanings(code)}
        return max((day for day in days if before is None or day < before), default=None)

    def just_before(self, day: date, codes: Codes) -> tuple[Codes, Codes]:
        """What the codes were until that day; if that was not exactly the same, nothing and what they were cut from."""
        olds = frozenset(old for code in codes for old in self.sources_of(code, day))
        is_exact = all(self.became(old, day) <= codes for old in olds)
        is_known = not any(day in self.new_meanings(code) for code in codes)
        return (olds, NOTHING) if is_exact and is_known else (NOTHING, olds)

    def sources_of(self, code: str, day: date) -> set[str]:
        """What a code was made of on a day. It is one of its own sources if it was there before and did not leave."""
        others = {change.old for change in self.into.get(code, ()) if change.on == day}
        has_left = any(change.on == day for change in self.away.get(code, ()))
        was_there = any(one.start < day and (one.end is None or one.end >= day) for one in self.lives.get(code, ()))
        if not others or self.stays(code, day) or (was_there and not has_left):
            return others | {code}
        return others

    def became(self, code: str, day: date) -> set[str]:
        """What a code went into on a day; itself too where it stayed."""
        news = {change.new for change in self.away.get(code, ()) if change.on == day}
        return news | {code} if not news or self.stays(code, day) else news

    def stays(self, code: str, day: date) -> bool:
        """Whether the code goes on over that day, as it is told or because one of its lives does."""
        lives = self.lives.get(code, ())
        return (code, day) in self.renamed or any(
            one.start < day and (one.end is None or day < one.end) for one in lives
        )

    def new_meanings(self, code: str) -> set[date]:
        """The days on which the code began to mean something else, without a row that says what it was made of."""
        lives = self.lives.get(code, ())
        seams = {one.start for one in lives} & {one.end for one in lives}
        told = {change.on for change in self.into.get(code, set()) | self.away.get(code, set())}
        return {day for day in seams if day not in told and (code, day) not in self.renamed}

    def other_lives(self, code: str, spans: Collection[Span]) -> Iterator[tuple[date | None, date]]:
        """When the code was another place's: up to a day on which it left, and after which it came to this region."""
        arrivals = sorted({change.on for change in self.into.get(code, ())})
        for day in sorted({change.on for change in self.away.get(code, ())}):
            began = max((one for one in arrivals if one < day), default=None)
            came_back = any(one >= day for one in arrivals)
            is_part = any(code in span.codes and span.holds_eve_of(day) for span in spans)
            if came_back and not is_part and not self.stays(code, day):
                yield began, day


def figure_in_time(
    lineage: Lineage,
    *,
    region: int,
    period_end: date,
    own: Reading | None,
    others: Mapping[str, Reading],
    is_amount: bool,
) -> Reading | None:
    """The figure of a region in one period. `others`: the figures of that period by the codes of its predecessors.

    A number under the region's own code is taken as published. Before the code was in use its only predecessor's figure
    is the region's own, of any unit; amounts of several are added, where every one of them is a number. Ratios are not.
    """
    if own and lineage.is_another_place(period_end):
        own = None
    span = lineage.at(period_end)
    if (own and own.literal) or lineage.code in span.codes or not span.codes:
        return own
    there = {code: others[code] for code in span.codes if code in others}
    if len(span.codes) == 1:
        return next((taken_over(one, region=region, code=code) for code, one in there.items()), own)
    is_whole = len(there) == len(span.codes) and all(one.literal and begins_in(span, one) for one in there.values())
    return added_up(there, region=region) if is_amount and is_whole else own


def begins_in(span: Span, reading: Reading) -> bool:
    """Whether a change is measured from within the span; one that crosses a merger is between different regions."""
    base = parse_period(reading.period).base_position
    return base is None or span.holds(last_day(base))
