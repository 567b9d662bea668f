"""Approved words whose figures were corrected after they were sent in: they may say what is no longer so."""

from collections.abc import Iterator, Mapping, Sequence

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext

from accounts.models import Municipality
from indicators.queries.places import places_for
from planning.models import Plan
from reporting.models import Commentary, CommentaryState, ReportingRound
from reporting.queries.drafts import in_hidden_tables
from reporting.queries.rounds.revised import Correction, Series, correction_in, told_again_since


def corrected_after_words(asked: ReportingRound) -> Iterator[tuple[Commentary, Correction]]:
    """Six queries at most, however many words and figures there are. Each word is held against what was said of its
    figures after it was sent in itself."""
    rows = Commentary.objects.filter(round=asked, state=CommentaryState.APPROVED, submitted_at__isnull=False)
    related = ("unit", "indicator", "target__used_indicator__indicator", "target__goal")
    words = list(rows.select_related(*related).order_by("unit__name", "pk"))
    series = series_of(words, asked.municipality)
    moments = {one.pk: one.submitted_at for one in words if one.submitted_at and one.pk in series}
    if not moments:
        return
    hidden = in_hidden_tables(Plan.objects.filter(municipality=asked.municipality_id))
    told = told_again_since({*series.values()}, since=min(moments.values()), hidden=hidden)
    for one in words:
        rows_of_it = told.get(series[one.pk]) if one.pk in moments else None
        if rows_of_it and (found := correction_in(rows_of_it, moments[one.pk], decimals_of(one))):
            yield one, found


def series_of(words: Sequence[Commentary], municipality: Municipality) -> Mapping[int, Series]:
    """By commentary, the figures that it is about; those of an indicator are the municipality's own."""
    used = {one.pk: one.target.used_indicator for one in words if one.target and one.target.used_indicator}
    found = {key: (one.indicator_id, one.region_id) for key, one in used.items()}
    of_indicators = [one for one in words if one.indicator_id]
    own = places_for(AnonymousUser(), municipality).own if of_indicators else None
    return found | ({one.pk: (one.indicator_id or 0, own.pk) for one in of_indicators} if own else {})


def decimals_of(one: Commentary) -> int | None:
    if one.target and one.target.used_indicator:
        return one.target.used_indicator.indicator.decimals
    return one.indicator.decimals if one.indicator else None


def correction_said(unit: str, about: str, correction: Correction) -> str:
    words = {"unit": unit, "about": about, "period": correction.period}
    words |= {"before": correction.before, "after": correction.after}
    return (
        gettext(
            "%(unit)s: tallet for %(period)s i «%(about)s» er rettet fra %(before)s til %(after)s etter at teksten ble "
            "sendt inn. Se om teksten fortsatt stemmer."
        )
        % words
    )
