"""What each kind of loose end is called, and why it matters."""

from django.utils.translation import gettext_lazy

from reporting.red_thread.findings import Check

WORDS = {
    Check.AREA_WITHOUT_GOALS: (
        gettext_lazy("Innsatsområder uten mål"),
        gettext_lazy("Uten mål vet ingen hva innsatsområdet skal føre til."),
    ),
    Check.GOAL_VANISHED: (
        gettext_lazy("Mål som er blitt borte"),
        gettext_lazy(
            "De sto i en tidligere plan eller i planfilen. Før dem videre, eller sett dem til side og si hvorfor."
        ),
    ),
    Check.GOAL_WITHOUT_TARGET: (
        gettext_lazy("Mål uten måltall"),
        gettext_lazy("Uten måltall får målet ikke noe lys, og ingen ser om det nås."),
    ),
    Check.WITHOUT_OWNER: (
        gettext_lazy("Uten ansvarlig"),
        gettext_lazy("Uten ansvarlig får ingen vite at lyset blir rødt."),
    ),
    Check.TARGET_WITHOUT_INDICATOR: (
        gettext_lazy("Måltall uten indikator"),
        gettext_lazy("De kan ikke vurderes før de har en indikator."),
    ),
    Check.TARGET_WITHOUT_FIGURE: (
        gettext_lazy("Måltall uten tall"),
        gettext_lazy("Indikatoren er valgt, men tallene mangler."),
    ),
    Check.INDICATOR_WITHOUT_SOURCE: (
        gettext_lazy("Indikatorer uten kilde"),
        gettext_lazy("Ingen ser hvor tallet kommer fra, og det må fornyes for hånd."),
    ),
    Check.RED_UNANSWERED: (
        gettext_lazy("Røde måltall uten årsak eller tiltak"),
        gettext_lazy("Den som leser planen, spør hvorfor det er rødt, og hva som gjøres."),
    ),
    Check.MEASURE_LATE: (
        gettext_lazy("Tiltak over fristen"),
        gettext_lazy("Si hvor langt de er kommet, eller sett en ny frist."),
    ),
    Check.MEASURE_UNCLEAR: (
        gettext_lazy("Tiltak uten ansvarlig eller frist"),
        gettext_lazy("Uten dem blir tiltaket lett liggende."),
    ),
    Check.GUIDELINE_UNANSWERED: (
        gettext_lazy("Føringer som ingen mål svarer på"),
        gettext_lazy("Planen viser til dem, men ikke hva kommunen gjør med dem."),
    ),
}


def check_words(check: Check) -> tuple[str, str]:
    """What a kind of finding is called, and why it matters."""
    name, why = WORDS[check]
    return str(name), str(why)
