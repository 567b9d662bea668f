"""What stands around all other pages: jobs, what signs and words mean, and the guide to the API."""

from accounts.models import JobState
from tests.browser.pages.visits import A_FILE, TAKES_POST, Arguments, Visit, Walk


def job(name: str) -> Arguments:
    return lambda world: [world.jobs[name].pk]


WALK = Walk(
    visits=[
        *(Visit("job-detail", job(name)) for name in (JobState.DONE, JobState.FAILED, JobState.RUNNING, "preview")),
        Visit("legend"),
        Visit("legend", who="anonymous"),
        Visit("glossary"),
        Visit("glossary", who="anonymous"),
        Visit("accessibility-statement"),
        Visit("api-guide"),
        Visit("api-part", lambda _world: ["plans"]),
    ],
    left_out={
        **dict.fromkeys(("job-cancel", "set_language", "color-scheme"), TAKES_POST),
        "healthz": A_FILE,
    },
)
