"""What must add up between published figures: identities as data, and whether they hold. No Django, no clock.

formula = read_formula("( a + b ) / innbyggere * 1000")
tally = check_everywhere(identity, {(region, "2024"): {"a": "12", "b": "3.5", "innbyggere": "48870"}})
"""

from indicators.checks.formulas import FormulaError, NotCalculable, as_printed, read_formula
from indicators.checks.groups import GROUP_SUM, check_group
from indicators.checks.identities import (
    Checked,
    Identity,
    Place,
    Relation,
    Side,
    Tally,
    Verdict,
    check_everywhere,
    touched,
)

__all__ = [
    "GROUP_SUM",
    "Checked",
    "FormulaError",
    "Identity",
    "NotCalculable",
    "Place",
    "Relation",
    "Side",
    "Tally",
    "Verdict",
    "as_printed",
    "check_everywhere",
    "check_group",
    "read_formula",
    "touched",
]
