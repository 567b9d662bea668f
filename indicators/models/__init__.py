"""What the figures say: regions, service areas, indicators, where figures come from, and every figure ever seen."""

from indicators.models.catalogue import (
    FREQUENCIES,
    Direction,
    GroupValue,
    Indicator,
    IndicatorAlias,
    IndicatorQuerySet,
    Scope,
    ServiceArea,
)
from indicators.models.edits import EditedIndicator
from indicators.models.fetches import Channel, Fetch
from indicators.models.findings import CheckFinding
from indicators.models.formulas import FORMULA_KINDS, TERM_ROLES, Formula, FormulaTerm
from indicators.models.mappings import IndicatorInSource
from indicators.models.need import NeedIndex, NeedIndexQuerySet
from indicators.models.observations import (
    CELL,
    MISSING_SYMBOLS,
    NEWEST_FIRST,
    NOT_OFFICIAL,
    TABLE_RANKS,
    Observation,
    ObservationQuerySet,
    Standing,
    ValueKind,
)
from indicators.models.peers import MOST_PEERS, ChosenPeer
from indicators.models.quality import QualityRecord
from indicators.models.regions import GroupMembership, Region, RegionChange, RegionKind, RegionVersion
from indicators.models.sources import (
    ProblemKind,
    RateBudget,
    Source,
    SourceProblem,
    SourceProblemQuerySet,
    SourceQuerySet,
    SourceStatus,
)
from indicators.models.uploads import Upload

__all__ = [
    "CELL",
    "FORMULA_KINDS",
    "FREQUENCIES",
    "MISSING_SYMBOLS",
    "MOST_PEERS",
    "NEWEST_FIRST",
    "NOT_OFFICIAL",
    "TABLE_RANKS",
    "TERM_ROLES",
    "Channel",
    "CheckFinding",
    "ChosenPeer",
    "Direction",
    "EditedIndicator",
    "Fetch",
    "Formula",
    "FormulaTerm",
    "GroupMembership",
    "GroupValue",
    "Indicator",
    "IndicatorAlias",
    "IndicatorInSource",
    "IndicatorQuerySet",
    "NeedIndex",
    "NeedIndexQuerySet",
    "Observation",
    "ObservationQuerySet",
    "ProblemKind",
    "QualityRecord",
    "RateBudget",
    "Region",
    "RegionChange",
    "RegionKind",
    "RegionVersion",
    "Scope",
    "ServiceArea",
    "Source",
    "SourceProblem",
    "SourceProblemQuerySet",
    "SourceQuerySet",
    "SourceStatus",
    "Standing",
    "Upload",
    "ValueKind",
]
