"""What the seventeen sustainable development goals are called, by the short names that are used in Norway."""

from django.utils.translation import gettext


def sdg_name(number: int) -> str:
    """The short name of a goal, in the language that is active."""
    return {
        1: gettext("Utrydde fattigdom"),
        2: gettext("Utrydde sult"),
        3: gettext("God helse og livskvalitet"),
        4: gettext("God utdanning"),
        5: gettext("Likestilling mellom kjønnene"),
        6: gettext("Rent vann og gode sanitærforhold"),
        7: gettext("Ren energi til alle"),
        8: gettext("Anstendig arbeid og økonomisk vekst"),
        9: gettext("Industri, innovasjon og infrastruktur"),
        10: gettext("Mindre ulikhet"),
        11: gettext("Bærekraftige byer og lokalsamfunn"),
        12: gettext("Ansvarlig forbruk og produksjon"),
        13: gettext("Stoppe klimaendringene"),
        14: gettext("Livet i havet"),
        15: gettext("Livet på land"),
        16: gettext("Fred, rettferdighet og velfungerende institusjoner"),
        17: gettext("Samarbeid for å nå målene"),
    }[number]
