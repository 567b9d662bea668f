"""Every address × every role → the answer: the tables of all areas together, for tests that ask all addresses.

A new address goes into the table of its area: its cases, a method that it refuses where it takes POST, and among the
open ones where nobody logs in for it. The areas are those of config/urls, and of the open API.
"""

from tests.permissions import (
    accounts,
    api_figures,
    api_plans,
    api_rounds,
    api_targets,
    around,
    bringing_figures,
    figures,
    plan_parts,
    plan_writing,
    plans,
    public,
    reports,
    rounds,
    webhooks,
)

TABLES = (
    accounts.TABLE,
    plans.TABLE,
    plan_writing.TABLE,
    plan_parts.TABLE,
    public.TABLE,
    figures.TABLE,
    bringing_figures.TABLE,
    rounds.TABLE,
    reports.TABLE,
    webhooks.TABLE,
    around.TABLE,
    api_plans.TABLE,
    api_targets.TABLE,
    api_figures.TABLE,
    api_rounds.TABLE,
)
CASES = [case for table in TABLES for case in table.cases]
# The same addresses asked for in a way that they do not answer to, whoever asks; where nothing is said, POST.
WRONG_METHOD = {name: method for table in TABLES for name, method in table.wrong_method.items()}
# Where whoever is nobody gets the page too.
OPEN = frozenset(name for table in TABLES for name in table.open)
