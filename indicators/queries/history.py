"""What happened to the codes of regions, as the database knows it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from indicators.lineage import Change, Chronicle, Life, Lineage
from indicators.models import RegionChange, RegionVersion

# Code by code with the region's key: what went into what on a day, and what a code was called in a stretch of time.
ToldChange = tuple[int, str, str, int, str, str, date]
ToldVersion = tuple[int, str, str, date, date | None]


@dataclass(frozen=True, slots=True)
class RegionHistory:
    """Every change of codes and every stretch that a code was valid in. `keys`: the region of each code."""

    chronicle: Chronicle
    keys: dict[str, int]
    names: dict[str, list[tuple[Life, str]]] = field(default_factory=dict)
    # What each code is called now, where nobody has said what it was called on a day.
    called: dict[str, str] = field(default_factory=dict)

    def with_a_past(self, regions: Collection[int] | None) -> dict[int, Lineage]:
        """The lineage of those regions that had another code before; of all that exist now when none are named."""
        codes = {self.keys[code]: code for code in self.chronicle.changed}
        if regions is None:
            codes = {key: code for key, code in codes.items() if not self.chronicle.gone_on(code)}
        return {key: self.chronicle.lineage(code) for key, code in codes.items() if regions is None or key in regions}

    def name_on(self, code: str, day: date) -> str:
        """What the code was called on a day; where nobody has said, what it is called."""
        named = (name for life, name in self.names.get(code, ()) if life.holds(day))
        return next(named, self.called.get(code, code))


def region_history() -> RegionHistory:
    """Everything at once, two queries: Norway has some thousand rows of it."""
    changes = RegionChange.objects.values_list(
        "old_id", "old__code", "old__name", "new_id", "new__code", "new__name", "changed_on"
    )
    versions = RegionVersion.objects.values_list("region_id", "region__code", "name", "valid_from", "valid_to")
    return history_told(changes, versions)


def history_told(told: Iterable[ToldChange], versions: Iterable[ToldVersion]) -> RegionHistory:
    """The history that rows of changes and of names tell."""
    keys: dict[str, int] = {}
    changes: list[Change] = []
    called: dict[str, str] = {}
    for old, old_code, old_name, new, new_code, new_name, on in told:
        keys[old_code], keys[new_code] = old, new
        called[old_code], called[new_code] = old_name, new_name
        changes.append(Change(old_code, new_code, on))
    names: dict[str, list[tuple[Life, str]]] = defaultdict(list)
    for key, code, name, start, end in versions:
        keys[code] = key
        names[code].append((Life(code, start, end), name))
    lives = (life for named in names.values() for life, _name in named)
    return RegionHistory(Chronicle(changes, lives), keys, names, called)
