"""What is said of a light without a colour: what is lacking."""

from django.utils.translation import gettext

from indicators.formats import unit_title
from targets.certificates import Facts
from targets.rules import Detail, Kind, Reason
from targets.sentences.words import actual, amount, name_of, period_label


def grey_statement(facts: Facts) -> str:
    verdict = facts["verdict"]
    detail = Detail(verdict["detail"]) if verdict["detail"] else None
    if detail is Detail.NO_RULE_YET:
        return unjudged_kind(facts)
    texts: dict[Reason | Detail | None, str] = {
        Reason.NO_INDICATOR: gettext("måltallet har ingen indikator som måler det."),
        Reason.UNIT_MISMATCH: gettext("måltallet er gitt i %(target_unit)s, men «%(name)s» måles i %(unit)s."),
        Reason.CONFIDENTIAL: gettext("kilden skjuler tallet for %(period)s av hensyn til personvern (symbolet «:»)."),
        Detail.NO_FIGURES: gettext("det finnes ingen tall for «%(name)s» i %(region)s."),
        Detail.MISSING_AT_SOURCE: gettext("kilden mangler tall for «%(name)s» i %(period)s (symbolet «%(symbol)s»)."),
        Detail.NO_FIGURE_AT_DEADLINE: gettext("det finnes ikke tall for «%(name)s» i %(deadline)s, som er fristen."),
        Detail.NO_FIGURE_AFTER_BASELINE: gettext("det finnes ikke tall for «%(name)s» etter starten i %(baseline)s."),
        Detail.NO_BASELINE: gettext("utgangspunktet som endringen skal måles fra, mangler tall."),
        Detail.BASELINE_IS_TARGET: gettext("utgangspunktet er lik målet, så det er ingen vei å måle."),
        Detail.OTHER_BASE: gettext("«%(name)s» måler endring siden %(base)s, men måltallet regner fra %(baseline)s."),
        Detail.NO_DIRECTION: gettext("det er ikke sagt om «%(name)s» bør gå opp eller ned."),
        Detail.NO_TARGET_VALUE: gettext("måltallet har ikke noe tall å måle mot."),
        Detail.PATH_OUT_OF_ORDER: gettext("utgangspunkt, trinn og frist står ikke i tidsrekkefølge."),
        Detail.ARTEFACT: gettext(
            "%(name)s er %(actual)s i %(period)s. Verdier over %(cap)s kommer av måten kilden teller på "
            "og sier ikke noe om måloppnåelsen."
        ),
        Detail.BEFORE_DEADLINE: gettext("måltallet gjelder %(deadline)s og vurderes når perioden er slutt."),
        Detail.BEFORE_FIRST_PERIOD: gettext("ingen periode etter utgangspunktet i %(baseline)s er slutt ennå."),
    }
    return texts[detail or Reason(verdict["reason"])] % grey_words(facts)


def unjudged_kind(facts: Facts) -> str:
    """Kinds that no rule judges yet, each said as what it is."""
    target = facts["target"]
    texts = {
        Kind.TREND: gettext("planen sier hvilken vei det skal gå, men ikke hvor langt. Det vurderes ikke her ennå."),
        Kind.PEER: gettext("måltallet skal sammenlignes med andre, og det gjøres ikke automatisk ennå."),
        Kind.RECURRING: gettext("måltallet er en oppgave som skal gjentas, og den er ikke fulgt opp her ennå."),
        Kind.MILESTONE: gettext("måltallet er en tilstand som en person må vurdere, og det er ikke gjort ennå."),
    }
    text = texts[Kind(facts["kind"])]
    if facts["kind"] == Kind.MILESTONE and target["state"]:
        words = {"state": target["state"]}
        return gettext("«%(state)s» er en tilstand som en person må vurdere, og det er ikke gjort ennå.") % words
    return text


def grey_words(facts: Facts) -> dict[str, str]:
    """Every word that a grey statement may need; what the certificate lacks is left empty."""
    indicator, figure, target = facts["indicator"] or {}, facts["figure"] or {}, facts["target"]
    words = {
        "name": name_of(facts),
        "region": indicator.get("region", ""),
        "unit": unit_title(indicator.get("unit", "")),
        "target_unit": unit_title(target["unit"]),
        "period": period_label(figure["period"]) if figure else "",
        "symbol": figure.get("missing", "") or "..",
        "deadline": period_label(target["deadline"]),
        "baseline": target["baseline_period"] or indicator.get("base_period", ""),
        "base": indicator.get("base_period", ""),
        "cap": "",
        "actual": "",
    }
    if figure and figure["literal"]:
        words["actual"] = actual(facts)
    if indicator.get("artefact_above"):
        words["cap"] = amount(facts, indicator["artefact_above"])
    return words
