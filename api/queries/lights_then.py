"""Lights as of a day, computed from what was known then and kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from api.days import DaysAsked
from api.queries.certificates import judgement_to_all
from targets.certificates import Facts, Judgement
from targets.models import Target
from targets.sentences import sentence, shown_word_of, word_of
from targets.services.assessment import judge_batch, loaded


@dataclass(frozen=True, slots=True)
class LightThen:
    """One judgement, and the days that it was made for."""

    judgement: Judgement
    days: DaysAsked
    # Whether the caller reads the plan by a role. Else there is no person in anything here.
    is_own: bool

    @property
    def facts(self) -> Facts:
        return self.judgement.facts

    @property
    def figure(self) -> Facts | None:
        found: Facts | None = self.facts["figure"]
        return found

    @property
    def override(self) -> Facts | None:
        """The light that a person had set; by whom is for the plan's own people."""
        found: Facts | None = self.facts.get("override")
        return found and found | {"by": found["by"] if self.is_own else None}

    @property
    def word(self) -> str:
        return shown_word_of(self.facts)

    @property
    def calculated_word(self) -> str:
        return word_of(self.facts)

    @property
    def sentence(self) -> str:
        return sentence(self.facts)

    @property
    def expected(self) -> Decimal | None:
        return self.judgement.verdict.expected


def lights_then(targets: Sequence[Target], days: DaysAsked, *, is_own: bool) -> list[LightThen]:
    """As `assess --on --known-at` judges; a fixed number of queries."""
    found = loaded([one.pk for one in targets])
    judged = judge_batch(found, on=days.on, known_at=days.known_at)
    return [LightThen(one if is_own else judgement_to_all(one), days, is_own) for one in judged]
