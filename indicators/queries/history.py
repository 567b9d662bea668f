"""What happened to the codes of regions, as the database knows it."""

from collections.abc import Collection
from dataclasses import dataclass

from indicators.lineage import Change, Chronicle, Life, Lineage
from indicators.models import RegionChange, RegionVersion


@dataclass(frozen=True, slots=True)
class RegionHistory:
    """Every change of codes and every stretch that a code was valid in. `keys`: the region of each code."""

    chronicle: Chronicle
    keys: dict[str, int]

    def with_a_past(self, regions: Collection[int] | None) -> dict[int, Lineage]:
        """The lineage of those regions that had another code before; of all that exist now when none are named."""
        codes = {self.keys[code]: code for code in self.chronicle.changed}
        if regions is None:
            codes = {key: code for key, code in codes.items() if not self.chronicle.gone_on(code)}
        return {key: self.chronicle.lineage(code) for key, code in codes.items() if regions is None or key in regions}


def region_history() -> RegionHistory:
    """Everything at once, two queries: Norway has some thousand rows of it."""
    keys: dict[str, int] = {}
    changes: list[Change] = []
    fields = ("old_id", "old__code", "new_id", "new__code", "changed_on")
    for old, old_code, new, new_code, on in RegionChange.objects.values_list(*fields):
        keys[old_code], keys[new_code] = old, new
        changes.append(Change(old_code, new_code, on))
    lives: list[Life] = []
    for key, code, start, end in RegionVersion.objects.values_list(
        "region_id", "region__code", "valid_from", "valid_to"
    ):
        keys[code] = key
        lives.append(Life(code, start, end))
    return RegionHistory(Chronicle(changes, lives), keys)
