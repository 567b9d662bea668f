"""What is said of a light without a colour: what is lacking."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from indicators.formats import unit_title
from targets.certificates import Facts
from targets.rules import Detail, Reason
from targets.sentences.words import actual, amount, name_of, period_label, term

# By what is lacking, or why.
TEXTS: Mapping[Reason | Detail, Promise] = {
    Reason.TOO_FEW: gettext_lazy(
        "det finnes bare ett tall for «%(name)s», og det trengs to for å se hvilken vei det går."
    ),
    Detail.ONE_AFTER_BREAK: gettext_lazy(
        "serien for «%(name)s» har et brudd, og etter bruddet finnes det bare ett tall å se på."
    ),
    Detail.NO_RULE_YET: gettext_lazy("regelen som gjaldt da, vurderte ikke slike måltall."),
    Detail.NEVER_DONE: gettext_lazy("ingen har registrert når oppgaven sist ble gjort, og den har ingen frist."),
    Detail.NO_INTERVAL: gettext_lazy("det er ikke sagt hvor ofte oppgaven skal gjøres."),
    Detail.NO_PEER: gettext_lazy("det er ikke sagt hvem måltallet skal sammenlignes med."),
    Detail.NO_PEER_FIGURE: gettext_lazy("det finnes ikke tall for «%(name)s» i %(period)s for %(peer)s."),
    Detail.PEER_HIDDEN: gettext_lazy(
        "kilden skjuler tallet for %(peer)s i %(period)s av hensyn til personvern (symbolet «:»)."
    ),
    Detail.PEER_IS_SUM: gettext_lazy(
        "tallet for %(peer)s er en sum over kommunene i gruppen, som én kommune ikke kan sammenlignes med."
    ),
    Reason.NO_INDICATOR: gettext_lazy("måltallet har ingen indikator som måler det."),
    Reason.UNIT_MISMATCH: gettext_lazy("måltallet er gitt i %(target_unit)s, men «%(name)s» måles i %(unit)s."),
    Reason.CONFIDENTIAL: gettext_lazy("kilden skjuler tallet for %(period)s av hensyn til personvern (symbolet «:»)."),
    Detail.NO_FIGURES: gettext_lazy("det finnes ingen tall for «%(name)s» i %(region)s."),
    Detail.MISSING_AT_SOURCE: gettext_lazy("kilden mangler tall for «%(name)s» i %(period)s (symbolet «%(symbol)s»)."),
    Detail.NO_FIGURE_AT_DEADLINE: gettext_lazy("det finnes ikke tall for «%(name)s» i %(deadline)s, som er fristen."),
    Detail.NO_FIGURE_AFTER_BASELINE: gettext_lazy("det finnes ikke tall for «%(name)s» etter starten i %(baseline)s."),
    Detail.NO_BASELINE: gettext_lazy("utgangspunktet som endringen skal måles fra, mangler tall."),
    Detail.BASELINE_IS_TARGET: gettext_lazy("utgangspunktet er lik målet, så det er ingen vei å måle."),
    Detail.OTHER_BASE: gettext_lazy("«%(name)s» måler endring siden %(base)s, men måltallet regner fra %(baseline)s."),
    Detail.NO_DIRECTION: gettext_lazy("det er ikke sagt om «%(name)s» bør gå opp eller ned."),
    Detail.NO_TARGET_VALUE: gettext_lazy("måltallet har ikke noe tall å måle mot."),
    Detail.PATH_OUT_OF_ORDER: gettext_lazy("utgangspunkt, trinn og frist står ikke i tidsrekkefølge."),
    Detail.ARTEFACT: gettext_lazy(
        "%(name)s er %(actual)s i %(period)s. Verdier over %(cap)s kommer av måten kilden teller på "
        "og sier ikke noe om måloppnåelsen."
    ),
    Detail.BEFORE_DEADLINE: gettext_lazy("måltallet gjelder %(deadline)s og vurderes når perioden er slutt."),
    Detail.BEFORE_FIRST_PERIOD: gettext_lazy("ingen periode etter utgangspunktet i %(baseline)s er slutt ennå."),
}


def grey_statement(facts: Facts) -> str:
    verdict = facts["verdict"]
    detail = Detail(verdict["detail"]) if verdict["detail"] else None
    if detail is Detail.NOBODY_JUDGED:
        return nobody_judged(facts)
    return str(TEXTS[detail or Reason(verdict["reason"])]) % grey_words(facts)


def nobody_judged(facts: Facts) -> str:
    """A state that waits for a person, with what the plan's own document says of it."""
    target = facts["target"]
    if target["state"]:
        said = gettext("«%(state)s» er en tilstand som en person må vurdere, og det er ikke gjort ennå.")
    else:
        said = gettext("måltallet er en tilstand som en person må vurdere, og det er ikke gjort ennå.")
    said = said % {"state": target["state"]}
    if not target["status_in_document"]:
        return said
    own = gettext("Dokumentet sier selv: «%(status)s».") % {"status": target["status_in_document"]}
    return f"{said} {own}"


def grey_words(facts: Facts) -> dict[str, str]:
    """Every word that a grey statement may need; what the certificate lacks is left empty."""
    indicator, figure, target = facts["indicator"] or {}, facts["figure"] or {}, facts["target"]
    words = {
        "name": name_of(facts),
        "region": indicator.get("region", ""),
        "unit": unit_title(indicator.get("unit", "")),
        "target_unit": unit_title(target["unit"]),
        "period": period_label(figure["period"]) if figure else "",
        "peer": (facts.get("peer") or {"region": ""})["region"],
        "symbol": figure.get("missing", "") or "..",
        "deadline": period_label(term(facts, "deadline")),
        "baseline": period_label(term(facts, "baseline_period") or indicator.get("base_period")),
        "base": period_label(indicator.get("base_period")),
        "cap": "",
        "actual": "",
    }
    if figure and figure["literal"]:
        words["actual"] = actual(facts)
    if indicator.get("artefact_above"):
        words["cap"] = amount(facts, indicator["artefact_above"])
    return words
