"""Every page in every state, of all areas together; and what is no page, with the reason.

To walk a new page, add it to the `visits` of its area; a page that has states (unfolded, filtered, a form sent with
errors) gets a line for each. What they are about is made in tests/browser/small_world.
"""

from tests.browser.pages import (
    accounts,
    api,
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

WALKS = (
    plans.WALK,
    plan_writing.WALK,
    plan_parts.WALK,
    public.WALK,
    reports.WALK,
    rounds.WALK,
    figures.WALK,
    bringing_figures.WALK,
    webhooks.WALK,
    accounts.WALK,
    around.WALK,
    api.WALK,
)
PAGES = [visit for walk in WALKS for visit in walk.visits]
NOT_WALKED = {name: reason for walk in WALKS for name, reason in walk.left_out.items()}
