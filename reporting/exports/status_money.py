"""What the areas cost, what the municipality needs, and what it would spend as another does, as tables."""

from collections.abc import Iterator

from django.utils.translation import gettext

from indicators.formats import rounded
from reporting.documents import Block, Bullets, Cell, Column, Heading, Paragraph, Role, Table
from reporting.exports.status_tables import ADJUSTED, Line, side_by_side, source_said, value_cell
from reporting.queries.status_money import CostRow, LowestSaving, NeedRow, SavingsRow, StatusMoney
from reporting.queries.status_report import StatusReport
from reporting.queries.status_uses import UseRow
from reporting.savings_words import listed


def expenditure(report: StatusReport) -> Iterator[Block]:
    yield Heading(1, gettext("Utgifter per innbygger"))
    money = report.money
    if money is None or not money.costs:
        yield nothing(report, gettext("Vi har ingen netto driftsutgifter per innbygger for %(name)s i %(year)s."))
        return
    yield Paragraph(
        gettext("Netto driftsutgifter per innbygger til hvert tjenesteområde i %(year)s, i kroner.")
        % {"year": report.year}
    )
    yield from side_by_side(
        gettext("Kroner per innbygger"),
        gettext("Tjenesteområde"),
        money.regions[:1],
        money.regions[1:],
        [cost_line(row) for row in money.costs],
        about=gettext("Netto driftsutgifter per innbygger"),
        source=source_said(money.source),
    )
    yield Paragraph(
        gettext(
            "%(mark)s Justert for utgiftsbehov: forskjeller i behov er regnet bort. Områdene uten merket justeres "
            "ikke, og tallet er det samme før og etter. Summene er slik de er publisert."
        )
        % {"mark": ADJUSTED},
        Role.NOTE,
    )


def nothing(report: StatusReport, text: str) -> Paragraph:
    return Paragraph(text % {"name": report.municipality, "year": report.year})


def cost_line(row: CostRow) -> Line:
    name = f"{row.name} {ADJUSTED}" if row.is_adjusted and not row.is_total else row.name
    own, *others = row.costs
    return Line(
        Cell(name, is_strong=row.is_total),
        (value_cell(own, is_strong=True, unit=gettext("kr")),),
        tuple(value_cell(cost, is_strong=row.is_total, unit=gettext("kr")) for cost in others),
    )


# Need and resource use ----------------------------------------------------------------------------------------------


def need(report: StatusReport) -> Iterator[Block]:
    yield Heading(1, gettext("Utgiftsbehov og ressursbruk"))
    money = report.money
    if money is None or not (money.needs or money.uses):
        yield nothing(report, gettext("Vi har ikke utgiftsbehovet til %(name)s i %(year)s."))
        return
    yield Paragraph(
        gettext(
            "Utgiftsbehovet sier hvor mye mer eller mindre tjenester innbyggerne trenger enn i landet, fordi de er "
            "flere eller færre i alderen og situasjonen som tjenesten er til for. Ressursbruken sier hva kommunen "
            "bruker når behovet er regnet bort. Landet er 100 i begge."
        )
    )
    if money.needs:
        yield need_table(money, report.year)
    yield from use_tables(money)
    if unknown := without_use(money):
        note = gettext("Ressursbruken er ikke kjent i disse områdene: %(names)s.")
        yield Paragraph(note % {"names": listed(unknown)}, Role.NOTE)


def has_worked_out_use(money: StatusMoney) -> bool:
    """Whether any use is worked out; those that are only printed have tables of their own."""
    return any(row.use is not None and not row.is_printed for row in money.needs)


def without_use(money: StatusMoney) -> list[str]:
    """The areas of which nobody says what is spent, compared with the country."""
    said = {area.name for area in money.uses}
    return [row.name for row in money.needs if row.use is None and row.name not in said]


def use_tables(money: StatusMoney) -> Iterator[Block]:
    """Area by area: here and elsewhere, year by year."""
    for area in money.uses:
        yield Table(
            gettext("%(area)s, landet er 100") % {"area": area.name},
            (Column(gettext("Sted")), *(Column(str(year), is_number=True) for year in area.years)),
            tuple(use_row(row) for row in area.rows),
            about=gettext("Ressursbruk"),
            source=source_said(area.source),
        )
    if money.uses:
        note = gettext("Ressursbruken er slik kilden har regnet den ut.")
        empty = any(use is None for area in money.uses for row in area.rows for use in row.printed)
        yield Paragraph(f"{note} {gettext('Tomme felt: vi har ikke noe tall.')}" if empty else note, Role.NOTE)


def use_row(row: UseRow) -> tuple[Cell, ...]:
    values = (None if use is None else rounded(use.value, 1) for use in row.printed)
    return (Cell(row.name, is_strong=row.is_own), *(value_cell(value, is_strong=row.is_own) for value in values))


def need_table(money: StatusMoney, year: int) -> Table:
    titles = [gettext("Behov"), gettext("Ujustert utgift, kr"), gettext("Justert utgift, kr")]
    title, has_use = gettext("Behov, %(name)s"), has_worked_out_use(money)
    if has_use:
        titles.append(gettext("Ressursbruk"))
        title = gettext("Behov og ressursbruk, %(name)s")
    columns = (Column(gettext("Tjenesteområde")), *(Column(title, is_number=True) for title in titles))
    return Table(
        title % {"name": f"{money.own} {year}"},
        columns,
        tuple(need_row(row, has_use=has_use) for row in money.needs),
        source=source_said(money.source_with_need),
    )


def need_row(row: NeedRow, *, has_use: bool) -> tuple[Cell, ...]:
    kroner = gettext("kr")
    return (
        Cell(f"{row.name} ({row.basis})" if row.basis else row.name),
        value_cell(row.need),
        *(value_cell(value, unit=kroner) for value in (row.unadjusted, row.adjusted)),
        *([value_cell(row.use)] if has_use else []),
    )


# Savings ------------------------------------------------------------------------------------------------------------


def savings(report: StatusReport) -> Iterator[Block]:
    yield Heading(1, gettext("Teoretisk handlingsrom"))
    money = report.money
    if money is None or not money.savings:
        yield nothing(report, gettext("Handlingsrommet til %(name)s i %(year)s kan ikke regnes ut."))
        if money and money.problems:
            yield Bullets(money.problems)
        return
    yield Paragraph(
        gettext(
            "Tabellen viser hvor mange millioner kroner %(name)s ville brukt mindre om kommunen brukte like mye per "
            "innbygger som en annen. Minus betyr at kommunen alt bruker mindre."
        )
        % {"name": money.own}
    )
    yield from savings_tables(money)
    if money.lowest:
        yield lowest_table(money)
        if any(row.percent is None for row in money.lowest):
            yield Paragraph(gettext("Prosenten er tom der egen utgift ikke er over null."), Role.NOTE)
    yield Heading(2, gettext("Slik må tallene leses"))
    yield Bullets(money.notes)


def savings_tables(money: StatusMoney) -> Iterator[Table]:
    return side_by_side(
        gettext("Millioner kroner"),
        gettext("Tjenesteområde"),
        (),
        money.against,
        [savings_line(row) for row in money.savings],
        about=gettext("Handlingsrom mot hver av de andre"),
        source=source_said(money.source_with_need),
    )


def savings_line(row: SavingsRow) -> Line:
    cells = tuple(value_cell(value, signed=True, is_strong=row.is_sum) for value in row.millions)
    return Line(Cell(row.name, is_strong=row.is_sum), (), cells)


def lowest_table(money: StatusMoney) -> Table:
    columns = (
        Column(gettext("Tjenesteområde"), share=3),
        Column(gettext("%(name)s, kr") % {"name": money.own}, is_number=True),
        Column(gettext("Lavest"), share=2),
        Column(gettext("Lavest, kr"), is_number=True),
        Column(gettext("Mill. kr"), is_number=True),
        Column(gettext("Prosent av egen utgift"), is_number=True),
    )
    return Table(
        gettext("Mot den laveste i hvert område"),
        columns,
        tuple(lowest_row(row) for row in money.lowest),
        source=source_said(money.source_with_need),
    )


def lowest_row(row: LowestSaving) -> tuple[Cell, ...]:
    strong = row.is_sum
    return (
        Cell(row.name, is_strong=strong),
        value_cell(row.own, is_strong=strong, unit=gettext("kr")),
        Cell(row.lowest or gettext("flere"), is_strong=strong),
        value_cell(row.other, is_strong=strong, unit=gettext("kr")),
        value_cell(row.million, signed=True, is_strong=strong),
        value_cell(row.percent, signed=True, is_strong=strong, unit="%"),
    )
