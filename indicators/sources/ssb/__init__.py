"""Statistics Norway's bank (PxWebApi v2): tables are found, described and fetched. Knows HTTP; no Django, no clock.

    with SsbClient(address, gate=gate) as ssb:
        description = ssb.description("12134")
        for answer in ssb.answers(description, selection={"Tid": ["top(3)"]}, codelists={}, most_cells=800_000): ...

Whatever goes wrong is a `SourceError` with the bank's own title, or `HeldBack` when the call should wait.
"""

from indicators.sources.ssb.calls import Bounds
from indicators.sources.ssb.client import SsbClient
from indicators.sources.ssb.errors import (
    CodesLost,
    HeldBack,
    SourceError,
    SourceRejected,
    SourceUnavailable,
    SourceUnreadable,
    SourceWithdrawn,
)
from indicators.sources.ssb.gate import Gate
from indicators.sources.ssb.tables import Answer, Codelist, Limits, SearchPage, TableDescription, TableFacts, Variable

__all__ = [
    "Answer",
    "Bounds",
    "Codelist",
    "CodesLost",
    "Gate",
    "HeldBack",
    "Limits",
    "SearchPage",
    "SourceError",
    "SourceRejected",
    "SourceUnavailable",
    "SourceUnreadable",
    "SourceWithdrawn",
    "SsbClient",
    "TableDescription",
    "TableFacts",
    "Variable",
]
