"""A coordinator brings a file, sees what it changes, takes it in, and types a figure; everybody can read the pages."""

import os
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.accessibility import PHONE, accessibility_problems, follow, press, wider_than_screen
from tests.browser.test_leader_journey import log_in
from tests.workbooks import emissions, tall

FOND = "disposisjonsfond-pct-brutto-driftsinntekter"
HEADING = "indicator_id,region,period,value,missing\n"
# Where somebody who wants to look at the pages finds them: PICTURES=folder.
PICTURES = os.environ.get("PICTURES", "")


def bring(page: Page, address: str, name: str, body: bytes, *, mapping: str = "") -> None:
    page.goto(f"{address}/tall/last-opp/")
    page.get_by_label("Fil med tall").set_input_files({"name": name, "mimeType": "text/csv", "buffer": body})
    if mapping:
        page.get_by_label("Oppsett for Excel-filer").select_option(mapping)
    press(page, "Se hva filen endrer")


def problems_of(page: Page, name: str) -> list[str]:
    """What is wrong with the page for those who see or steer it in another way, and on a phone."""
    # What is half out of sight is measured by the half that is seen.
    page.evaluate("document.fonts.ready.then(() => scrollTo(0, 0))")
    found = accessibility_problems(page)
    look(page, f"{name}-desktop")
    page.set_viewport_size(PHONE)
    found += ["wider than a phone"] if wider_than_screen(page) else []
    look(page, f"{name}-phone")
    page.set_viewport_size({"width": 1280, "height": 900})
    return [f"{name}: {one}" for one in found]


def look(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_a_file_is_looked_at_and_taken_in(page: Page, demo: str) -> None:
    log_in(page, demo, "koordinator")
    body = f"{HEADING}{FOND},Larvik,2024,10.7,\n{FOND},Larvik,2025,,:\n".encode()
    bring(page, demo, "egne tall.csv", body)
    expect(page.get_by_role("heading", level=1)).to_have_text("egne tall.csv")
    expect(page.get_by_role("row", name=re.compile("Larvik 2024 10,6 10,7"))).to_be_visible()
    page.get_by_role("button", name="Ta inn tallene").click()
    expect(page.get_by_role("status")).to_contain_text("egne tall.csv er tatt inn. Nye tall: 1. Endret: 1. Som før: 0.")


def test_a_figure_is_typed_and_stands_beside_the_official_one(page: Page, demo: str) -> None:
    log_in(page, demo, "koordinator")
    page.goto(f"{demo}/indikatorer/{FOND}/")
    follow(page, "Skriv inn et tall")
    page.get_by_label("Periode").fill("2024")
    page.get_by_label("Tall", exact=True).fill("10,9")
    page.get_by_role("radio", name="Kommunens eget tall").check()
    page.get_by_label("Hvor er tallet fra?").fill("Regnskapet")
    page.get_by_role("button", name="Lagre tallet").click()
    expect(page.get_by_role("status")).to_contain_text("Det offisielle tallet er 10,6")


def test_it_works_without_javascript(plain: Page, demo: str) -> None:
    log_in(plain, demo, "koordinator")
    bring(plain, demo, "tall.xlsx", tall([FOND, "Larvik", 2025, 9.9]))
    plain.get_by_role("button", name="Forkast").click()
    expect(plain.get_by_text("tall.xlsx er forkastet. Ingen tall er endret.")).to_be_visible()


def test_every_page_can_be_read_by_everyone_and_fits_a_phone(page: Page, demo: str) -> None:
    log_in(page, demo, "administrator")
    rows = "".join(f"{FOND},{place},{year},{year % 100}.5,\n" for year in (2024, 2025) for place in ("Larvik", "Skien"))
    bring(page, demo, "tall.csv", f"{HEADING}{rows}".encode())
    found = problems_of(page, "preview")
    workbook = emissions(*((3909, year, "Veitrafikk", "Personbiler", "CO2", year * 7.3) for year in (2009, 2022)))
    mapping = "miljodirektoratet-klimagassutslipp"
    bring(page, demo, "utslippsstatistikk_alle_kommuner.xlsx", workbook, mapping=mapping)
    found += problems_of(page, "mapped")
    bring(page, demo, "feil.xlsx", tall(["ukjent", "Larvik", 2024, "1,5"], [FOND, "Larvik", "i fjor", 2]))
    found += problems_of(page, "problems")
    page.goto(f"{demo}/tall/last-opp/")
    found += problems_of(page, "upload")
    press(page, "Se hva filen endrer")
    found += problems_of(page, "upload-errors")
    page.goto(f"{demo}/tall/skriv-inn/{FOND}/")
    found += problems_of(page, "typing")
    press(page, "Lagre tallet")
    found += problems_of(page, "typing-errors")
    page.goto(f"{demo}/indikatorer/{FOND}/")
    found += problems_of(page, "indicator")
    assert found == []
