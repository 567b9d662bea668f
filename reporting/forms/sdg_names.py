"""What the sustainable development goals are called in Norwegian; the plan keeps their numbers."""

from django.utils.translation import gettext_lazy as _

from reporting.quoted import Quoted

SDG_NAMES = (
    _("Utrydde fattigdom"),
    _("Utrydde sult"),
    _("God helse og livskvalitet"),
    _("God utdanning"),
    _("Likestilling mellom kjønnene"),
    _("Rent vann og gode sanitærforhold"),
    _("Ren energi til alle"),
    _("Anstendig arbeid og økonomisk vekst"),
    _("Industri, innovasjon og infrastruktur"),
    _("Mindre ulikhet"),
    _("Bærekraftige byer og lokalsamfunn"),
    _("Ansvarlig forbruk og produksjon"),
    _("Stoppe klimaendringene"),
    _("Livet i havet"),
    _("Livet på land"),
    _("Fred, rettferdighet og velfungerende institusjoner"),
    _("Samarbeid for å nå målene"),
)


def named(number: int) -> str:
    """`11 Bærekraftige byer og lokalsamfunn`, in the language of the page."""
    return Quoted(f"{number} {SDG_NAMES[number - 1]}", language="")
