"""Makes one of each thing, whole enough to be saved. What a test is about it says itself; the rest is filled in here.

`create_target(lower=Decimal(5))` makes municipality, plan, goal, indicator and region as well. Names and codes are
numbered (numbered.py), so that two of a kind never collide. Figures come in with `give_figure(target, "5.0")`, lights
by really assessing: `assess(plan)`. Each file here has one subject; tests ask for all of them by `factories`.
"""

from tests.factories.api import create_delivery, create_webhook
from tests.factories.figures import (
    create_alias,
    create_fetch,
    create_formula,
    create_indicator,
    create_need_index,
    create_observation,
    create_quality_record,
    create_service_area,
    create_upload,
)
from tests.factories.jobs import create_fetch_job, create_job
from tests.factories.moments import NOW, TODAY
from tests.factories.numbered import FIRST_NUMBER, numbers
from tests.factories.people import (
    PASSWORD,
    create_audit_event,
    create_identity,
    create_membership,
    create_municipality,
    create_second_factor,
    create_superuser,
    create_token,
    create_unit,
    create_user,
)
from tests.factories.places import (
    create_chosen_peer,
    create_group_membership,
    create_region,
    create_region_change,
    create_region_version,
)
from tests.factories.promises import (
    create_challenge,
    create_citation,
    create_document,
    create_focus_area,
    create_goal,
    create_guideline,
    create_measure,
    create_plan,
    create_related_plan,
    create_sdg,
    create_theme,
)
from tests.factories.reports import create_publication, create_report_file, create_sealed_report
from tests.factories.rounds import create_commentary, create_duty, create_evidence, create_round
from tests.factories.sources import create_fetched_source, create_mapping, create_source, create_source_problem
from tests.factories.targets import (
    assess,
    create_stated_cause,
    create_step,
    create_target,
    create_used_indicator,
    give_figure,
)

__all__ = [
    "FIRST_NUMBER",
    "NOW",
    "PASSWORD",
    "TODAY",
    "assess",
    "create_alias",
    "create_audit_event",
    "create_challenge",
    "create_chosen_peer",
    "create_citation",
    "create_commentary",
    "create_delivery",
    "create_document",
    "create_duty",
    "create_evidence",
    "create_fetch",
    "create_fetch_job",
    "create_fetched_source",
    "create_focus_area",
    "create_formula",
    "create_goal",
    "create_group_membership",
    "create_guideline",
    "create_identity",
    "create_indicator",
    "create_job",
    "create_mapping",
    "create_measure",
    "create_membership",
    "create_municipality",
    "create_need_index",
    "create_observation",
    "create_plan",
    "create_publication",
    "create_quality_record",
    "create_region",
    "create_region_change",
    "create_region_version",
    "create_related_plan",
    "create_report_file",
    "create_round",
    "create_sdg",
    "create_sealed_report",
    "create_second_factor",
    "create_service_area",
    "create_source",
    "create_source_problem",
    "create_stated_cause",
    "create_step",
    "create_superuser",
    "create_target",
    "create_theme",
    "create_token",
    "create_unit",
    "create_upload",
    "create_used_indicator",
    "create_user",
    "create_webhook",
    "give_figure",
    "numbers",
]
