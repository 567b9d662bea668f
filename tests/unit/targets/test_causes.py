"""Why a light changed: the certificates before and after, what is named, and the sentence that is said of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from indicators.periods import parse_period
from targets.causes import cause_between
from targets.certificates.texts import Facts
from targets.models import Cause
from targets.rules import Done, Judged, Kind, Light, Opinion, Overriding, Step, Terms
from targets.sentences import Changed, change_said
from tests.judged_certificates import judged

FLOOR = Terms(Kind.STAY_ABOVE, lower=Decimal(5))
LOWER = Terms(Kind.STAY_ABOVE, lower=Decimal(4))
TREND = Terms(Kind.TREND, direction=1)
PATH = Terms(
    Kind.REACH,
    goal=Decimal(20),
    baseline_period=parse_period("2020"),
    baseline_value=Decimal(10),
    deadline=parse_period("2030"),
)
IN_2025 = Terms(Kind.STAY_ABOVE, lower=Decimal(5), deadline=parse_period("2025"))
DUTY = Terms(Kind.RECURRING, has_indicator=False, every_months=48)
STATE = Terms(Kind.MILESTONE, has_indicator=False)
PEER = Terms(Kind.PEER, direction=1, has_peer=True)
MET = {"2023": "6.0", "2024": "5.5"}


def opinion(light: Light, on: str) -> Opinion:
    return Opinion(light, date.fromisoformat(on), "Arealregnskapet er ført.", "Kommunedirektøren")


@dataclass(frozen=True)
class Case:
    """What was known of a target on two days, and what is to be said of it."""

    cause: Cause
    said: str
    before: dict[str, Any]
    after: dict[str, Any]
    terms: Terms = FLOOR


def day(on: str, figures: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    return {"on": on, "figures": figures, **more}


WAS, NOW = "2026-03-01", "2026-03-15"
CASES = {
    "a figure of a newer period came in": Case(
        Cause.NEW_FIGURE,
        "Ble rødt 15. mars 2026 fordi det kom et nytt tall: 1,2 % for 2025.",
        day(WAS, MET),
        day(NOW, MET | {"2025": "1.2"}, known_from=NOW),
    ),
    "nobody had looked since long before the period ended, and its figure is new": Case(
        Cause.NEW_FIGURE,
        "Ble rødt 15. mars 2026 fordi det kom et nytt tall: 1,2 % for 2025.",
        day("2025-06-01", MET),
        day(NOW, MET | {"2025": "1.2"}, known_from=NOW),
    ),
    "the newest figure is hidden by its source": Case(
        Cause.NEW_FIGURE,
        "Ble grått 15. mars 2026 fordi kilden ikke oppgir noe tall for 2025 (symbolet «:»).",
        day(WAS, MET),
        day(NOW, MET | {"2025": ":"}, known_from=NOW),
    ),
    "the judged figure was corrected": Case(
        Cause.REVISED_FIGURE,
        "Ble gult 15. mars 2026 fordi tallet for 2024 ble rettet fra 5,5 % til 4,8 %.",
        day(WAS, MET),
        day(NOW, MET | {"2024": "4.8"}),
    ),
    "a figure that the trend is measured against was corrected": Case(
        Cause.REVISED_FIGURE,
        "Ble rødt 15. mars 2026 fordi tallet for 2023 ble rettet fra 6,0 % til 8,0 %.",
        day(WAS, {"2023": "6.0", "2024": "7.0"}),
        day(NOW, {"2023": "8.0", "2024": "7.0"}),
        TREND,
    ),
    "the baseline was corrected": Case(
        Cause.REVISED_FIGURE,
        "Ble gult 15. mars 2026 fordi tallet for 2020 ble rettet fra 10,0 % til 12,0 %.",
        day(WAS, {"2020": "10.0", "2025": "15.0"}),
        day(NOW, {"2020": "12.0", "2025": "15.0"}),
        Terms(Kind.REACH, goal=Decimal(20), baseline_period=parse_period("2020"), deadline=parse_period("2030")),
    ),
    "the source took its newest figure back": Case(
        Cause.REVISED_FIGURE,
        "Ble grønt 15. mars 2026 fordi tallet for 2025 (1,2 %) ble trukket tilbake.",
        day(WAS, MET | {"2025": "1.2"}),
        day(NOW, MET),
    ),
    "the provisional figure became final with another number": Case(
        Cause.REVISED_FIGURE,
        "Ble gult 15. mars 2026 fordi tallet for 2024 ble endelig med 4,8 %; foreløpig var det 5,5 %.",
        day(WAS, MET, kinds={"2024": "provisional"}),
        day(NOW, MET | {"2024": "4.8"}),
    ),
    "the provisional figure got another provisional one": Case(
        Cause.REVISED_FIGURE,
        "Ble gult 15. mars 2026 fordi tallet for 2024 ble rettet fra 5,5 % til 4,8 %.",
        day(WAS, MET, kinds={"2024": "provisional"}),
        day(NOW, MET | {"2024": "4.8"}, kinds={"2024": "provisional"}),
    ),
    "the source hides a figure that it had": Case(
        Cause.REVISED_FIGURE,
        "Ble grått 15. mars 2026 fordi kilden ikke lenger oppgir tallet for 2024, som var 5,5 % (symbolet «:»).",
        day(WAS, MET),
        day(NOW, MET | {"2024": ":"}),
    ),
    "the source has a figure where it had none": Case(
        Cause.REVISED_FIGURE,
        "Ble gult 15. mars 2026 fordi tallet for 2024, som manglet, er kommet: 4,8 %.",
        day(WAS, MET | {"2024": ".."}),
        day(NOW, MET | {"2024": "4.8"}),
    ),
    "the municipality has a figure where the source has none": Case(
        Cause.REVISED_FIGURE,
        "Ble gult 15. mars 2026 fordi kommunen har satt inn tallet for 2024 selv: 4,8 %.",
        day(WAS, MET | {"2024": ".."}),
        day(NOW, MET | {"2024": "4.8"}, kinds={"2024": "correction"}),
    ),
    "the source got a figure where the municipality had its own": Case(
        Cause.REVISED_FIGURE,
        "Ble gult 15. mars 2026 fordi tallet for 2024 nå er offisielt, 4,8 %; kommunens eget var 5,5 %.",
        day(WAS, MET, kinds={"2024": "correction"}),
        day(NOW, MET | {"2024": "4.8"}),
    ),
    "what the others have was corrected": Case(
        Cause.REVISED_FIGURE,
        "Ble grønt 15. mars 2026 fordi tallet for KOSTRA-gruppe 11 i 2024 ble rettet fra 9,8 % til 5,0 %.",
        day(WAS, MET, peer={"2024": "9.8"}),
        day(NOW, MET, peer={"2024": "5.0"}),
        PEER,
    ),
    "the others' figure came in": Case(
        Cause.NEW_FIGURE,
        "Ble grønt 15. mars 2026 fordi det kom et nytt tall for KOSTRA-gruppe 11: 5,0 % for 2024.",
        day(WAS, MET, peer={"2023": "9.8"}),
        day(NOW, MET, peer={"2023": "9.8", "2024": "5.0"}),
        PEER,
    ),
    "the promise was made smaller": Case(
        Cause.EDITED_TARGET,
        "Ble grønt 15. mars 2026 fordi måltallet ble endret fra «minst 5 %» til «minst 4 %».",
        day(WAS, {"2024": "4.5"}),
        day(NOW, {"2024": "4.5"}, terms=LOWER),
    ),
    "the band was made wider": Case(
        Cause.EDITED_TARGET,
        "Ble gult 15. mars 2026 fordi måltallet ble endret (slingringsmonnet).",
        day(WAS, {"2024": "4.0"}),
        day(NOW, {"2024": "4.0"}, terms=Terms(Kind.STAY_ABOVE, lower=Decimal(5), tolerance=Decimal(2))),
    ),
    "the path got a step": Case(
        Cause.EDITED_TARGET,
        "Ble grønt 15. mars 2026 fordi måltallet ble endret (trinnene).",
        day(WAS, {"2025": "11.0"}),
        day(
            NOW,
            {"2025": "11.0"},
            terms=Terms(
                Kind.REACH,
                goal=Decimal(20),
                baseline_period=parse_period("2020"),
                baseline_value=Decimal(10),
                deadline=parse_period("2030"),
                steps=(Step(parse_period("2025"), Decimal(11)),),
            ),
        ),
        PATH,
    ),
    "another indicator measures it": Case(
        Cause.EDITED_TARGET,
        "Ble rødt 15. mars 2026 fordi måltallet ble endret (indikatoren: nå «Disposisjonsfondet»).",
        day(WAS, MET),
        day(NOW, {"2024": "1.0"}, code="annen"),
    ),
    "it is to be like somebody else": Case(
        Cause.EDITED_TARGET,
        "Ble grønt 15. mars 2026 fordi måltallet ble endret fra «på nivå med KOSTRA-gruppe 11» til «på nivå med "
        "Sandefjord».",
        day(WAS, MET, peer={"2024": "9.8"}),
        day(NOW, MET, peer={"2024": "5.0"}, peer_name="Sandefjord"),
        PEER,
    ),
    "the indicator is wanted the other way": Case(
        Cause.EDITED_INDICATOR,
        "Ble rødt 15. mars 2026 fordi indikatoren ble endret (ønsket retning).",
        day(WAS, {"2023": "6.0", "2024": "7.0"}, direction="up"),
        day(NOW, {"2023": "6.0", "2024": "7.0"}, direction="down", terms=Terms(Kind.TREND, direction=-1)),
        TREND,
    ),
    "a break in the series was written down": Case(
        Cause.EDITED_INDICATOR,
        "Ble grått 15. mars 2026 fordi indikatoren ble endret (brudd i serien).",
        day(WAS, {"2023": "6.0", "2024": "7.0"}),
        day(NOW, {"2023": "6.0", "2024": "7.0"}, terms=Terms(Kind.TREND, direction=1, breaks=(2023 * 12 + 12,))),
        TREND,
    ),
    "values above a bound are not believed": Case(
        Cause.EDITED_INDICATOR,
        "Ble grått 15. mars 2026 fordi indikatoren ble endret (hvilke verdier som ikke er til å stole på).",
        day(WAS, MET),
        day(NOW, MET, terms=Terms(Kind.STAY_ABOVE, lower=Decimal(5), artefact_above=Decimal("5.2"))),
    ),
    "a person judged the state": Case(
        Cause.PERSON,
        "Ble gult 15. mars 2026 fordi Kommunedirektøren vurderte tilstanden 14. mars 2026.",
        day(WAS),
        day(NOW, opinions=[opinion(Light.YELLOW, "2026-03-14")]),
        STATE,
    ),
    "the duty was done": Case(
        Cause.PERSON,
        "Ble grønt 15. mars 2026 fordi oppgaven ble gjort 10. mars 2026.",
        day(WAS, done=[Done(date(2020, 1, 1))]),
        day(NOW, done=[Done(date(2020, 1, 1)), Done(date(2026, 3, 10))]),
        DUTY,
    ),
    "the duty fell due": Case(
        Cause.DATE,
        "Ble rødt 15. mars 2026 fordi fristen 10. mars 2026 er passert.",
        day(WAS, done=[Done(date(2022, 3, 10))]),
        day(NOW, done=[Done(date(2022, 3, 10))]),
        DUTY,
    ),
    "the year ended, and its figure was known": Case(
        Cause.DATE,
        "Ble rødt 1. januar 2026 fordi 2025 er slutt, og tallet var kjent fra før: 1,2 %.",
        day("2025-12-31", MET | {"2025": "1.2"}, known_from="2025-11-01"),
        day("2026-01-01", MET | {"2025": "1.2"}, known_from="2025-11-01"),
    ),
    "the deadline's year ended, with its figure known": Case(
        Cause.DATE,
        "Ble grønt 1. januar 2026 fordi fristen, 2025, er ute.",
        day("2025-12-31", MET | {"2025": "7.0"}, known_from="2025-11-01"),
        day("2026-01-01", MET | {"2025": "7.0"}, known_from="2025-11-01"),
        IN_2025,
    ),
    "the rule is another one, and nothing else": Case(
        Cause.RULE,
        "Ble gult 15. mars 2026 fordi regelen ble endret fra versjon 1.5 til versjon 2.",
        day(WAS, {"2024": "4.8"}, rule_version="1.5", light="green"),
        day(NOW, {"2024": "4.8"}),
    ),
    # Where several things differ: what was put in last is named, because nothing before it gave this light.
    "the promise was made smaller, but it is the figure that falls below": Case(
        Cause.NEW_FIGURE,
        "Ble rødt 15. mars 2026 fordi det kom et nytt tall: 1,2 % for 2025.",
        day(WAS, MET),
        day(NOW, MET | {"2025": "1.2"}, terms=LOWER, known_from=NOW),
    ),
    "a figure came that changes nothing, and the promise was made greater": Case(
        Cause.EDITED_TARGET,
        "Ble rødt 15. mars 2026 fordi måltallet ble endret fra «minst 4 %» til «minst 7 %».",
        day(WAS, MET, terms=LOWER),
        day(NOW, MET | {"2025": "5.4"}, terms=Terms(Kind.STAY_ABOVE, lower=Decimal(7)), known_from=NOW),
    ),
    "an older figure was corrected, and the new one decides": Case(
        Cause.NEW_FIGURE,
        "Ble rødt 15. mars 2026 fordi det kom et nytt tall: 1,2 % for 2025.",
        day(WAS, MET),
        day(NOW, {"2023": "6.1", "2024": "5.5", "2025": "1.2"}, known_from=NOW),
    ),
    "the rule is another one, and makes no difference beside the new figure": Case(
        Cause.NEW_FIGURE,
        "Ble rødt 15. mars 2026 fordi det kom et nytt tall: 1,2 % for 2025.",
        day(WAS, MET, rule_version="1.5"),
        day(NOW, MET | {"2025": "1.2"}, known_from=NOW),
    ),
}


def certificates(case: Case) -> tuple[Facts, Facts]:
    before, after = (judged(**{"terms": case.terms, **one}) for one in (without_light(case.before), case.after))
    if light := case.before.get("light"):
        before["verdict"]["light"] = light
    return before, after


def without_light(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != "light"}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_cause_is_named_and_said(case: Case) -> None:
    before, after = certificates(case)
    was_on, on = (date.fromisoformat(one["on"]) for one in (case.before, case.after))
    cause = cause_between(before, after, was_on=was_on, on=on)
    old, new = before["verdict"]["light"], after["verdict"]["light"]
    assert old != new, "nothing changed, so there is nothing to name"
    with translation.override("nb"):
        said = change_said(Changed(cause.value, on, old, new, new, before, after)).replace("\u00a0", " ")
    assert (cause, said) == (case.cause, case.said)


def test_a_certificate_that_cannot_be_judged_again_is_compared_piece_by_piece() -> None:
    before, after = certificates(CASES["a figure of a newer period came in"])
    first_version = {name: before[name] for name in ("kind", "target", "indicator", "figure", "verdict")}
    for facts, cause in ((first_version, Cause.RULE), (before | {"done": None}, Cause.PERSON)):
        assert cause_between(facts, after, was_on=date(2026, 3, 1), on=date(2026, 3, 15)) is cause


# Lights that people set ---------------------------------------------------------------------------------------------


def override(until: str | None = "2026-03-31") -> Overriding:
    last = date.fromisoformat(until) if until else None
    on = date(2026, 3, 2)
    return Overriding(1, Light.YELLOW, "Tallet er for gammelt", "Kommunedirektøren", on, last, Judged("2024", "5.5"))


def told(cause: Cause, shown: tuple[str, str], before: Facts, after: Facts, *, on: date = date(2026, 3, 15)) -> str:
    changed = Changed(cause.value, on, *shown, after["verdict"]["light"], before, after)
    with translation.override("nb"):
        return change_said(changed).replace("\u00a0", " ")


def met(**more: Any) -> Facts:
    return judged(FLOOR, MET, on=NOW, **more)


def test_a_light_that_a_person_sets_is_said_with_reason() -> None:
    said = told(Cause.OVERRIDE, ("green", "yellow"), met(), met(override=override()))
    assert said == (
        "Ble gult 15. mars 2026 fordi Kommunedirektøren har satt et annet lys enn det beregnede. "
        "Begrunnelse: Tallet er for gammelt."
    )


@pytest.mark.parametrize(
    ("until", "on", "figures", "because"),
    [
        pytest.param("2026-03-31", date(2026, 4, 1), MET, "overstyringen gjaldt til og med 31. mars 2026", id="time"),
        pytest.param("2026-03-31", date(2026, 3, 15), MET, "overstyringen ble trukket tilbake", id="taken back"),
        pytest.param(
            None, date(2026, 3, 15), MET, "overstyringen ble trukket tilbake", id="taken back before a figure"
        ),
        pytest.param(
            None, date(2026, 3, 15), MET | {"2025": "6.0"}, "overstyringen bare gjaldt til neste tall", id="figure"
        ),
    ],
)
def test_why_a_persons_light_is_gone_is_said(
    until: str | None, on: date, figures: dict[str, str], because: str
) -> None:
    after = judged(FLOOR, figures, on=on.isoformat())
    said = told(Cause.OVERRIDE, ("yellow", "green"), met(override=override(until)), after, on=on)
    assert said.endswith(f"fordi {because}.")


def test_what_changes_behind_a_persons_light_is_said_to_be_behind_it() -> None:
    after = judged(FLOOR, MET | {"2025": "1.2"}, on=NOW, override=override())
    assert told(Cause.NEW_FIGURE, ("yellow", "yellow"), met(override=override()), after) == (
        "Det beregnede lyset ble rødt 15. mars 2026 fordi det kom et nytt tall: 1,2 % for 2025. "
        "Lyset som vises, har Kommunedirektøren satt."
    )


def test_a_figure_that_ends_a_persons_light_is_the_cause_and_the_end_is_said() -> None:
    after = judged(FLOOR, MET | {"2025": "1.2"}, on=NOW)
    assert told(Cause.NEW_FIGURE, ("yellow", "red"), met(override=override(None)), after) == (
        "Ble rødt 15. mars 2026 fordi det kom et nytt tall: 1,2 % for 2025. Da sluttet overstyringen å gjelde."
    )


def test_the_first_light_and_one_without_a_cause_are_said_plainly() -> None:
    first = Changed(Cause.FIRST, date(2026, 3, 15), "", "green", "green", None, met())
    unknown = Changed(Cause.UNKNOWN, date(2026, 3, 15), "red", "green", "green", met(), met())
    with translation.override("nb"):
        assert change_said(first) == "Ble grønt 15. mars 2026, da måltallet ble vurdert for første gang."
        assert change_said(unknown) == "Ble grønt 15. mars 2026."
