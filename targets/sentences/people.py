"""What is said of what people did and judged: duties that come back, and states that no figure measures."""

from django.utils.translation import gettext

from targets.certificates import Facts
from targets.intervals import tidy_unit
from targets.rules import Light
from targets.sentences.words import day_label


def duty_statement(facts: Facts) -> str:
    """When it was last done, when it is or was due, and how often."""
    how_often = interval_said(facts["target"]["recurs_every"], facts["target"]["recurs_unit"])
    often = gettext("Oppgaven skal gjøres %(how_often)s.") % {"how_often": how_often} if how_often else ""
    return " ".join(part for part in (due_said(facts), often) if part)


def due_said(facts: Facts) -> str:
    verdict = facts["verdict"]
    words = {"done": day_label(verdict["done_on"]), "due": day_label(verdict["due_on"])}
    if not verdict["done_on"]:
        overdue = gettext("fristen var %(due)s, og oppgaven er ikke registrert som gjort.")
        in_time = gettext("oppgaven skal gjøres innen %(due)s.")
    elif facts["done"][-1][1]:
        overdue = gettext("det som sist ble gjort, gjaldt fra %(done)s til %(due)s.")
        in_time = gettext("det som sist ble gjort, gjelder fra %(done)s til %(due)s.")
    else:
        overdue = gettext("oppgaven er sist gjort %(done)s, og fristen for neste gang var %(due)s.")
        in_time = gettext("oppgaven er sist gjort %(done)s, og fristen for neste gang er %(due)s.")
    return (overdue if verdict["light"] == Light.RED else in_time) % words


def interval_said(every: int | None, unit: str) -> str:
    """«hvert år», «hvert 4. år», «hver 6. måned»; empty where the plan does not say it."""
    if not every:
        return ""
    word = tidy_unit(unit) or "år"
    if every == 1:
        texts = {
            "år": gettext("hvert år"),
            "halvår": gettext("hvert halvår"),
            "tertial": gettext("hvert tertial"),
            "kvartal": gettext("hvert kvartal"),
            "måned": gettext("hver måned"),
        }
    else:
        texts = {
            "år": gettext("hvert %(every)s. år"),
            "halvår": gettext("hvert %(every)s. halvår"),
            "tertial": gettext("hvert %(every)s. tertial"),
            "kvartal": gettext("hvert %(every)s. kvartal"),
            "måned": gettext("hver %(every)s. måned"),
        }
    return texts.get(word, gettext("hvert %(every)s. %(unit)s")) % {"every": every, "unit": word}


def milestone_statement(facts: Facts) -> str:
    """The state, and what was judged of it by whom and when."""
    opinion = facts["verdict"]["opinion"]
    state = facts["target"]["state"]
    words = {"by": opinion["by"], "day": day_label(opinion["on"])}
    told = ended(opinion["reason"])
    judged = gettext("Vurdert av %(by)s %(day)s.") % words
    start = gettext("tilstanden som skal nås, er «%(state)s».") % {"state": state} if state else ""
    return " ".join(part for part in (start, told, judged) if part)


def ended(text: str) -> str:
    """A text as a sentence that ends."""
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
