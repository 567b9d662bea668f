"""The dimensions of a dataset: their codes in the order of their positions, names, units, notes and roles."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from indicators.sources.jsonstat.parts import Part, whole_number
from indicators.sources.jsonstat.refusals import DatasetRefused, Refusal

# Before 2.0 these stood under `dimension`, among the dimensions themselves.
PLACED_INSIDE = ("id", "size", "role")


class Role(StrEnum):
    """What a dimension is, as the format calls it."""

    TIME = "time"
    GEO = "geo"
    METRIC = "metric"


# Where a dataset says nothing of a role, the dimension that usually has it is known by its name.
KNOWN_NAMES = {
    "Tid": Role.TIME,
    "year": Role.TIME,
    "time": Role.TIME,
    "Region": Role.GEO,
    "KOKkommuneregion0000": Role.GEO,
    "geo": Role.GEO,
    "area": Role.GEO,
    "ContentsCode": Role.METRIC,
}


@dataclass(frozen=True, slots=True)
class Note:
    """A remark; a mandatory one must be shown wherever the figures are."""

    text: str
    is_mandatory: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """What a metric is counted in, and with how many decimals it is published; None where nothing is said."""

    text: str
    decimals: int | None


@dataclass(frozen=True, slots=True)
class Dimension:
    """One axis of the cube. `labels` goes with `codes`; a code without a name is its own."""

    id: str
    label: str
    role: Role | None
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    units: Mapping[str, Unit]
    notes: tuple[Note, ...]
    category_notes: Mapping[str, tuple[Note, ...]]
    # What a code measures, where the source says so: Stock, Flow, Average, Other.
    measuring: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.codes)

    @property
    def names(self) -> dict[str, str]:
        """The label of each code."""
        return dict(zip(self.codes, self.labels, strict=True))


def read_dimensions(dataset: Part) -> tuple[Dimension, ...]:
    """The dimensions in the order of `id`: the last one runs fastest through the cells."""
    ids, sizes = read_ids(dataset), read_sizes(dataset)
    if not dataset.has("dimension"):
        raise DatasetRefused(Refusal.MEMBER_MISSING, dataset.at("dimension"))
    if len(ids) != len(sizes):
        raise DatasetRefused(Refusal.ID_SIZE_LEN_MISMATCH, "id", ids=len(ids), sizes=len(sizes))
    dimensions = dataset.part("dimension")
    check_keys(dimensions, ids)
    roles = read_roles(dataset, ids)
    return tuple(
        read_dimension(dimensions.part(name), name, size, roles.get(name))
        for name, size in zip(ids, sizes, strict=True)
    )


def placed(dataset: Part, key: str) -> Part:
    """The object in which a member stands: the dataset, or `dimension` as before 2.0."""
    dimensions = dataset.part("dimension")
    if not stands_inside(dimensions, key):
        return dataset
    if dataset.has(key) and dataset.members[key] != dimensions.members[key]:
        raise DatasetRefused(Refusal.PLACED_TWICE, dataset.at(key))
    return dimensions


def stands_inside(dimensions: Part, key: str) -> bool:
    """Whether the member stands among the dimensions; from 2.0 on a dimension may itself be called `size`."""
    return dimensions.has(key) and not {"category", "href"} & dimensions.open_part(key).members.keys()


def read_ids(dataset: Part) -> tuple[str, ...]:
    where = placed(dataset, "id")
    if not where.has("id"):
        raise DatasetRefused(Refusal.MEMBER_MISSING, where.at("id"))
    ids = where.texts("id")
    if (repeated := first_repeated(ids)) is not None:
        raise DatasetRefused(Refusal.ID_REPEATED, where.at("id"), dimension=repeated)
    return ids


def first_repeated(names: tuple[str, ...]) -> str | None:
    return next((name for name, times in Counter(names).items() if times > 1), None)


def read_sizes(dataset: Part) -> tuple[int, ...]:
    where = placed(dataset, "size")
    if not where.has("size"):
        raise DatasetRefused(Refusal.MEMBER_MISSING, where.at("size"))
    sizes = where.members["size"]
    sizes = sizes if isinstance(sizes, list) else [sizes]
    return tuple(whole_number(size, f"{where.at('size')}[{number}]") for number, size in enumerate(sizes))


def check_keys(dimensions: Part, ids: tuple[str, ...]) -> None:
    described = dimensions.members.keys() - {key for key in PLACED_INSIDE if stands_inside(dimensions, key)}
    if unmatched := described ^ set(ids):
        raise DatasetRefused(Refusal.DIM_KEY_ID_MISMATCH, dimensions.place, dimension=min(unmatched))


def read_roles(dataset: Part, ids: tuple[str, ...]) -> dict[str, Role]:
    """The roles that the dataset gives; those it does not give go to the dimensions known by name."""
    given = placed(dataset, "role").part("role")
    known_ids = set(ids)
    roles: dict[str, Role] = {}
    for kind in given.members:
        for name in given.texts(kind):
            if name not in known_ids:
                raise DatasetRefused(Refusal.ROLE_ID_UNKNOWN, given.at(kind), dimension=name)
            if kind in set(Role) and roles.setdefault(name, Role(kind)) != kind:
                raise DatasetRefused(Refusal.ROLE_REPEATED, given.at(kind), dimension=name)
    unsaid = set(Role) - set(roles.values())
    return {name: role for name, role in KNOWN_NAMES.items() if name in known_ids and role in unsaid} | roles


def read_dimension(part: Part, name: str, size: int, role: Role | None) -> Dimension:
    if part.has("href") and not part.has("category"):
        raise DatasetRefused(Refusal.HREF_ONLY_DIMENSION, part.place)
    if not part.has("category"):
        raise DatasetRefused(Refusal.MEMBER_MISSING, part.at("category"))
    category, extension = part.part("category"), part.open_part("extension")
    codes = read_codes(category, size)
    names = keyed(category, "label", codes, Refusal.LABEL_KEY_UNKNOWN)
    units = keyed(category, "unit", codes, Refusal.UNIT_KEY_UNKNOWN)
    noted = keyed(category, "note", codes, Refusal.NOTE_KEY_UNKNOWN)
    mandatory, measured = extension.open_part("categoryNoteMandatory"), extension.open_part("measuringType")
    return Dimension(
        id=name,
        label=part.text("label") or name,
        role=role,
        codes=codes,
        labels=tuple(names.text(code) or code for code in codes),
        units={code: read_unit(units.part(code)) for code in units.members},
        notes=read_notes(part, "note", extension.open_part("noteMandatory")),
        category_notes={code: read_notes(noted, code, mandatory.open_part(code)) for code in noted.members},
        measuring={code: kind for code, kind in measured.members.items() if isinstance(kind, str)},
    )


def read_codes(category: Part, size: int) -> tuple[str, ...]:
    """The codes by position. Only a constant dimension may leave out `index`: then its name tells its code."""
    index = category.members.get("index")
    if index is None:
        label = category.part("label").members
        if size != 1 or len(label) != 1:
            raise DatasetRefused(Refusal.INDEX_MISSING, category.place)
        return tuple(label)
    codes = listed_codes(category) if isinstance(index, list) else positioned_codes(category.part("index"))
    if len(codes) != size:
        raise DatasetRefused(Refusal.INDEX_COUNT_MISMATCH, category.at("index"), codes=len(codes), size=size)
    return codes


def listed_codes(category: Part) -> tuple[str, ...]:
    codes = category.texts("index")
    if (repeated := first_repeated(codes)) is not None:
        raise DatasetRefused(Refusal.CODE_REPEATED, category.at("index"), code=repeated)
    return codes


def positioned_codes(index: Part) -> tuple[str, ...]:
    """The order of the keys says nothing; the positions do."""
    by_position = {whole_number(position, index.at(code)): code for code, position in index.members.items()}
    last = len(index.members) - 1
    # Positions that are all different, and none beyond the last, are each of them once.
    if len(by_position) <= last or max(by_position, default=-1) > last:
        raise DatasetRefused(Refusal.INDEX_POSITIONS_INVALID, index.place, last=last)
    return tuple(by_position[position] for position in range(last + 1))


def keyed(category: Part, member: str, codes: tuple[str, ...], unknown: Refusal) -> Part:
    """A member of `category` that says something of some of its codes."""
    said = category.part(member)
    if strangers := said.members.keys() - set(codes):
        raise DatasetRefused(unknown, said.place, code=min(strangers))
    return said


def read_unit(part: Part) -> Unit:
    decimals = part.members.get("decimals")
    return Unit(unit_text(part), None if decimals is None else whole_number(decimals, part.at("decimals")))


def unit_text(part: Part) -> str:
    """`1 000 liter`, `$ million`. The name includes the multiplier; without a name the multiplier must be said."""
    multiplier = part.members.get("multiplier")
    power = f"10^{multiplier}" if type(multiplier) is int and multiplier and not part.text("label") else ""
    words = [power, part.text("label") or part.text("base")]
    symbol = part.text("symbol")
    words = [symbol, *words] if part.members.get("position") == "start" else [*words, symbol]
    return " ".join(word for word in words if word)


def read_notes(part: Part, member: str, mandatory: Part) -> tuple[Note, ...]:
    """The remarks under a member; `mandatory` is {"1": true} when the second of them is."""
    texts = enumerate(part.texts(member))
    return tuple(Note(text, mandatory.members.get(str(number)) is True) for number, text in texts)
