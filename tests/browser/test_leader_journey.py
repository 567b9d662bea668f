"""A leader logs in, sees how Larvik stands, opens a red light, reads why, and compares with the neighbours."""

import re

from playwright.sync_api import Page, expect

from indicators.models import ServiceArea
from tests.browser.accessibility import (
    PHONE,
    WALLS,
    accessibility_problems,
    press,
    taller_than_screen,
    wider_than_screen,
)
from tests.browser.conftest import PASSWORD

PLAN = "/planer/LARVIK-KPS-2024-2040/"
# With the figures of Larvik, where there is most of everything; `test_every_page.py` walks every page in a small world.
PAGES = [
    PLAN,
    f"{PLAN}omrader/LEVE/",
    f"{PLAN}omrader/OVERORDNET/",
    f"{PLAN}foringer/",
    f"{PLAN}rod-trad/",
    f"{PLAN}tiltak/",
    f"{PLAN}datakvalitet/?slag=gar-ikke-opp",
    f"{PLAN}maltall/T-01/",
    f"{PLAN}maltall/T-24/sertifikat/",
    f"{PLAN}maltall/T-47/",
    "/indikatorer/netto-driftsutgifter-per-innbygger-barnevern/",
    "/indikatorer/I-VANN-FORD/",
    "/tjenesteomrader/{area}/?sort=-change&varianter=alle&tekst=lån",
    "/handlingsrom/?minus=null&med=4203",
    "/befolkning/?alder=6-15",
]


def log_in(page: Page, address: str, username: str) -> None:
    page.goto(address)
    page.get_by_label("Brukernavn").fill(username)
    page.get_by_label("Passord").fill(PASSWORD)
    press(page, "Logg inn")
    expect(page.get_by_role("button", name="Logg ut")).to_be_visible()


def test_from_log_in_to_why_it_is_red(page: Page, demo: str) -> None:
    log_in(page, demo, "leder")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kommuneplanens samfunnsdel for Larvik")
    expect(page.get_by_role("heading", name="Røde måltall")).to_be_visible()
    first = page.locator(".pp-answered > li").first
    expect(first).to_contain_text(re.compile("Ikke (i rute|oppfylt|nådd)"))
    expect(first).to_contain_text("Ingen årsak eller tiltak er skrevet.")

    page.get_by_text("Vis alle 10 røde").click()
    page.locator(".pp-answered-title", has_text="3 ukers frist").click()
    expect(page.locator(".pp-light").first).to_contain_text("Ikke oppfylt")
    expect(page.locator(".pp-sentence").first).to_contain_text(
        "34 dager i 2024, 13 dager over kravet på høyst 21 dager"
    )
    expect(page.locator(".pp-sentence").first).to_contain_text("Kilde:")
    page.get_by_text("Vis tabell").click()
    expect(page.get_by_role("row", name=re.compile("2024.*34"))).to_be_visible()

    page.get_by_role("link", name="Sammenlign med andre kommuner").click()
    expect(page.get_by_role("row", name=re.compile("^Larvik"))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^Sandefjord"))).to_be_visible()


def test_the_certificate_is_one_click_from_the_row_and_two_by_way_of_the_target(page: Page, demo: str) -> None:
    log_in(page, demo, "leder")
    row = page.locator(".pp-answered > li").first
    row.get_by_role("link", name="Sertifikat").click()
    expect(page).to_have_url(re.compile("/sertifikat/$"))
    page.go_back()
    row.locator(".pp-answered-title").click()
    page.get_by_role("link", name="Se sertifikatet").click()
    expect(page).to_have_url(re.compile("/sertifikat/$"))
    page.go_back()
    page.go_back()
    row.get_by_role("link", name="Sammenlign med andre").click()
    expect(page.get_by_role("row", name=re.compile("^Larvik"))).to_be_visible()


def test_the_wall_is_turned_with_the_keyboard_and_never_scrolls(page: Page, demo: str) -> None:
    log_in(page, demo, "leder")
    page.get_by_role("link", name="Vis på storskjerm").click()
    last = int(page.locator(".pp-slide-nav span").inner_text().split()[-1])
    for number in range(1, last + 1):
        expect(page.get_by_text(f"Side {number} av {last}", exact=True)).to_be_visible()
        for size in WALLS:
            page.set_viewport_size(size)
            assert not taller_than_screen(page), f"side {number} i {size}"
            assert not wider_than_screen(page), f"side {number} i {size}"
        if number in {1, 2, last}:
            assert accessibility_problems(page) == []
        # The script that turns the pages comes after what it turns.
        page.wait_for_load_state()
        page.keyboard.press("ArrowRight" if number % 2 else "PageDown")
    page.wait_for_load_state()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text(f"Side {last - 1} av {last}", exact=True)).to_be_visible()
    page.get_by_role("link", name="Avslutt").click()
    expect(page.get_by_role("heading", name="Slik står det")).to_be_visible()


def test_the_leaders_pages_can_be_read_at_double_size(page: Page, demo: str) -> None:
    """A window of 1280 pixels at 200 % holds 640 of the page's own."""
    log_in(page, demo, "leder")
    page.set_viewport_size({"width": 640, "height": 450})
    for address in (
        PLAN,
        f"{PLAN}presentasjon/",
        f"{PLAN}presentasjon/?side=999",
        f"{PLAN}maltall/T-44/",
        "/forklaring/",
    ):
        page.goto(f"{demo}{address}")
        assert not wider_than_screen(page), address
        assert accessibility_problems(page) == []


def test_an_indicator_is_found_by_its_words(page: Page, demo: str) -> None:
    log_in(page, demo, "leser")
    page.get_by_role("link", name="Indikatorer").first.click()
    page.get_by_label("Søk i navn, kode eller funksjon").fill("ÅRSVERK 232")
    page.get_by_role("button", name="Søk").click()
    expect(page.get_by_text(re.compile(r"^\d+ indikator"))).to_be_visible()
    expect(page.get_by_role("rowheader").first).to_contain_text(re.compile("årsverk", re.IGNORECASE))


def test_the_coordinator_has_everything_judged_again_and_is_told_when_it_is_done(page: Page, demo: str) -> None:
    log_in(page, demo, "koordinator")
    page.get_by_role("button", name="Vurder på nytt").click()
    expect(page.get_by_text("52 av 52 måltall er vurdert.")).to_be_visible()
    page.get_by_role("link", name="Til oversikten").click()
    expect(page.get_by_role("heading", name="Slik står det")).to_be_visible()


def test_it_all_works_without_javascript(plain: Page, demo: str) -> None:
    log_in(plain, demo, "koordinator")
    plain.get_by_role("button", name="Vurder på nytt").click()
    expect(plain.get_by_text("52 av 52 måltall er vurdert.")).to_be_visible()


def test_every_page_can_be_read_by_everyone_and_fits_a_phone(context_quiet: Page, demo: str) -> None:
    page = context_quiet
    problems: dict[str, list[str]] = {}
    log_in(page, demo, "administrator")
    area = ServiceArea.objects.get(name="Hovedtall drift").pk
    for address in (one.format(area=area) for one in PAGES):
        page.goto(f"{demo}{address}")
        problems[address] = accessibility_problems(page)
        page.set_viewport_size(PHONE)
        problems[address] += ["wider than a phone"] if wider_than_screen(page) else []
        page.set_viewport_size({"width": 1280, "height": 900})
    assert {address: found for address, found in problems.items() if found} == {}


def test_the_keyboard_reaches_the_content_past_the_menu(page: Page, demo: str) -> None:
    log_in(page, demo, "leder")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#innhold")).to_be_focused()
