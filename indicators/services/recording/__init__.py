"""The one door that every figure comes through: compared with what is kept, added where it says something new.

    outcome = take_delivery(figures=figures, delivery=Delivery(…), action="indicators.observations.loaded")

What is computed from other figures follows in the same transaction, whichever channel those came by.

The figures are put aside in a temporary table first. The database settles those that are new or the same beyond doubt;
the rest is judged by `indicators.vintages`. See docs/adr/0009.
"""

from indicators.services.recording.adding import Recorded
from indicators.services.recording.bodies import Body, body_of, opened, whole_or_nothing
from indicators.services.recording.computing import recompute_derived, withdraw_computed
from indicators.services.recording.contradictions import refuse_contradictions
from indicators.services.recording.deliveries import Delivery, reading
from indicators.services.recording.door import record_figures, take_delivery
from indicators.services.recording.figures import (
    Cell,
    Disagreement,
    NewFigure,
    StagedFigure,
    moment_text,
    series_text,
    staged,
    standing_of,
)

__all__ = [
    "Body",
    "Cell",
    "Delivery",
    "Disagreement",
    "NewFigure",
    "Recorded",
    "StagedFigure",
    "body_of",
    "moment_text",
    "opened",
    "reading",
    "recompute_derived",
    "record_figures",
    "refuse_contradictions",
    "series_text",
    "staged",
    "standing_of",
    "take_delivery",
    "whole_or_nothing",
    "withdraw_computed",
]
