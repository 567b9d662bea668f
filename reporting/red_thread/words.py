"""What each kind of loose end is called, and why it matters."""

from django.utils.translation import gettext

from reporting.red_thread.findings import Check


def check_words(check: Check) -> tuple[str, str]:
    """What a kind of finding is called, and why it matters."""
    return {
        Check.AREA_WITHOUT_GOALS: (
            gettext("Innsatsområder uten mål"),
            gettext("Uten mål vet ingen hva innsatsområdet skal føre til."),
        ),
        Check.GOAL_VANISHED: (
            gettext("Mål som er blitt borte"),
            gettext(
                "De sto i en tidligere plan eller i planfilen. Før dem videre, eller sett dem til side og si hvorfor."
            ),
        ),
        Check.GOAL_WITHOUT_TARGET: (
            gettext("Mål uten måltall"),
            gettext("Uten måltall får målet ikke noe lys, og ingen ser om det nås."),
        ),
        Check.WITHOUT_OWNER: (
            gettext("Uten ansvarlig"),
            gettext("Uten ansvarlig får ingen vite at lyset blir rødt."),
        ),
        Check.TARGET_WITHOUT_INDICATOR: (
            gettext("Måltall uten indikator"),
            gettext("De kan ikke vurderes før de har en indikator."),
        ),
        Check.TARGET_WITHOUT_FIGURE: (
            gettext("Måltall uten tall"),
            gettext("Indikatoren er valgt, men tallene mangler."),
        ),
        Check.INDICATOR_WITHOUT_SOURCE: (
            gettext("Indikatorer uten kilde"),
            gettext("Ingen ser hvor tallet kommer fra, og det må fornyes for hånd."),
        ),
        Check.RED_UNANSWERED: (
            gettext("Røde måltall uten årsak eller tiltak"),
            gettext("Den som leser planen, spør hvorfor det er rødt, og hva som gjøres."),
        ),
        Check.MEASURE_LATE: (
            gettext("Tiltak over fristen"),
            gettext("Si hvor langt de er kommet, eller sett en ny frist."),
        ),
        Check.MEASURE_UNCLEAR: (
            gettext("Tiltak uten ansvarlig eller frist"),
            gettext("Uten dem blir tiltaket lett liggende."),
        ),
        Check.GUIDELINE_UNANSWERED: (
            gettext("Føringer som ingen mål svarer på"),
            gettext("Planen viser til dem, men ikke hva kommunen gjør med dem."),
        ),
    }[check]
