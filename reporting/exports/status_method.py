"""How the status analysis is made, and what its figures do not say; then the list of its indicators."""

from collections.abc import Iterator

from django.utils.translation import gettext

from reporting.documents import Block, Bullets, Cell, Column, Heading, Paragraph, Table
from reporting.exports.status_indicator import place_of
from reporting.exports.status_tables import meanings, source_said
from reporting.exports.status_words import known_said
from reporting.queries.status_report import ReportedIndicator, StatusArea, StatusReport


def method(report: StatusReport) -> Iterator[Block]:
    yield Heading(1, gettext("Metode og forbehold"))
    yield Paragraph(known_said(report))
    yield Heading(2, gettext("Tallene"))
    yield Bullets(tuple(about_figures()))
    yield Heading(2, gettext("Sammenligningene"))
    yield Bullets(tuple(about_comparing()))
    yield Heading(2, gettext("Utgifter, behov og handlingsrom"))
    yield Bullets(tuple(about_money()))
    yield Heading(2, gettext("Tegn i tabellene"))
    yield Bullets((*meanings().values(), gettext("Tomme felt: vi har ikke noe tall.")))


def about_figures() -> Iterator[str]:
    yield gettext("Tallene står slik de er publisert, med like mange desimaler. Et tall som mangler, er aldri null.")
    yield gettext(
        "Har en kilde rettet et tall, gjelder det nyeste. Kommunens egne tall står ved siden av det publiserte."
    )
    yield gettext(
        "Foreløpige tall er merket. KOSTRA kommer foreløpig i mars og endelig i juni, og tallene kan endre seg imellom."
    )
    yield gettext(
        "Tall fra før kommunen fikk sitt nummer, er fra kommunene den ble til av. Bare beløp og antall legges sammen; "
        "andeler gjør det ikke. Et brudd i serien vises som et brudd, og det regnes ingen endring over det."
    )


def about_comparing() -> Iterator[str]:
    yield gettext(
        "Tallet for KOSTRA-gruppen og landet er det som er publisert, og er ikke regnet ut her. For antall og beløp er "
        "det ofte summen av kommunene; da kan det ikke sammenlignes med én kommune."
    )
    yield gettext(
        "Indikatorer som er justert for utgiftsbehov, står aldri i samme tabell som slike som ikke er det: De kan ikke "
        "sammenlignes."
    )
    yield gettext(
        "Endringen er fra året før, i tallets egen enhet; for andeler i prosentpoeng. Snittet er av de tre årene før, "
        "og alle tre må ha tall."
    )
    yield gettext(
        "Plassen er blant kommunene i gruppen som har tall for året. Lavest er først der det er best med et lavt tall, "
        "ellers er høyest først."
    )
    yield gettext(
        "Det som «har endret seg mest», er målt mot indikatorens egne vanlige endringer. Det som «skiller seg ut», er "
        "målt mot hvor mye de andre kommunene vanligvis er forskjellige. Ingen av delene sier om det er bra."
    )


def about_money() -> Iterator[str]:
    yield gettext(
        "Justert utgift er utgiften per innbygger delt på behovet. Ressursbruk er justert utgift i prosent av landets."
    )
    yield gettext(
        "Handlingsrommet er (egen justert utgift − den andres) · innbyggere · eget behov. Summene er lagt sammen av "
        "områdene og ikke regnet ut av totalen."
    )
    yield gettext(
        "Handlingsrommet er teoretisk. Det sier ikke at pengene kan spares, og ingenting om hvor gode tjenestene er."
    )


# The indicators -----------------------------------------------------------------------------------------------------


def indicators(report: StatusReport) -> Iterator[Block]:
    yield Heading(1, gettext("Indikatorene"))
    if not report.indicators:
        yield Paragraph(gettext("Det er ingen indikatorer."))
        return
    yield Paragraph(
        gettext(
            "Tallet til høyre er overskriften som indikatoren står under: «3.2» er nummer 2 i kapittel 3, og «3» er "
            "oversikten i kapitlet."
        )
    )
    yield from (list_of(area) for area in report.areas if area.indicators)


def list_of(area: StatusArea) -> Table:
    """Where all figures are from one place, that is said once."""
    sources = {one.source for one in area.indicators if one.source}
    has_several = len(sources) > 1
    columns = [Column(gettext("Kode"), share=6), Column(gettext("Navn"), share=7), Column(gettext("Enhet"), share=5)]
    columns += [Column(gettext("Kategori"), share=5)]
    columns += [Column(gettext("Kilde"), share=6)] if has_several else []
    columns += [Column(gettext("Står i"), is_number=True)]
    return Table(
        f"{area.number} {area.name}",
        tuple(columns),
        tuple(indicator_row(area, one, has_source=has_several) for one in area.indicators),
        about=gettext("Indikatorene"),
        source="" if has_several else source_said(next(iter(sources), "")),
    )


def indicator_row(area: StatusArea, one: ReportedIndicator, *, has_source: bool) -> tuple[Cell, ...]:
    place = place_of(area, one) if one.has_figures or one.number else gettext("uten tall")
    named = one.named
    texts = [named.code, named.name, named.unit, named.category, *([one.source] if has_source else []), place]
    return tuple(Cell(text) for text in texts)
