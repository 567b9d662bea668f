"""What the fields of the API are called in words, for the description of it and the guide.

A field is told by its own `help_text` where it has one, else by its name here: `Target.reason` for one answer or body,
`reason` wherever it stands. A test holds that no field is left without (tests/functional/test_api_schema.py).
"""

from api.words.answers import ANSWERS
from api.words.calls import CALLS
from api.words.figures import FIGURES
from api.words.lights import LIGHTS
from api.words.plans import PLANS
from api.words.rounds import ROUNDS

WORDS = {**ANSWERS, **PLANS, **LIGHTS, **FIGURES, **ROUNDS, **CALLS}
# How the names of serializers end, and how drf-spectacular marks the body of a PATCH.
ENDS, PARTIAL = ("Request", "Taken", "Shown"), "Patched"


def words_of(schema: str, field: str) -> str:
    """In the language of whoever asks; empty where nobody has said what it is."""
    return str(WORDS.get(f"{bare(schema)}.{field}") or WORDS.get(field) or "")


def bare(schema: str) -> str:
    """`PatchedMeasureTakenRequest` is of a `Measure`."""
    for end in ENDS:
        schema = schema.removesuffix(end)
    return schema.removeprefix(PARTIAL)
