"""How a page is looked at for everybody: axe in light and dark, a phone's width, headings, the keyboard."""

from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browser.accessibility import PHONE, WCAG_22_AA, wider_than_screen
from tests.browser.conftest import DESKTOP
from tests.browser.pages.visits import Visit
from tests.browser.small_world.world import World

PEOPLE = {"coordinator": "koordinator", "administrator": "administrator", "stranger": "fremmed"}
# At 200 percent a window of 1280 has the room of one of 640.
ENLARGED = {"width": 640, "height": 450}
# What the frame of a page must be, asked in one go. Everything is unfolded first, so that axe sees it too.
FRAME = """() => {
  document.querySelectorAll("details").forEach(one => { one.open = true; });
  const wrong = [];
  const say = (holds, what) => { if (!holds) wrong.push(what); };
  say(document.querySelectorAll("h1").length === 1, `${document.querySelectorAll("h1").length} h1`);
  say(/^\\S.* – \\S/.test(document.title), `title "${document.title}"`);
  say(["nb", "nn", "en"].includes(document.documentElement.lang), "no language");
  say(document.querySelectorAll("main").length === 1, "not one main");
  say(document.querySelectorAll("[id]").length === new Set([...document.querySelectorAll("[id]")].map(e => e.id)).size,
      "an id twice");
  return wrong;
}"""
# A form may have taken the focus already.
FROM_THE_TOP = "document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')"
# After a press of a key, focus by script is shown as focus by keyboard is.
UNSEEN_FOCUS = """() => {
  const stops = "a[href]:not(.ds-skip-link, .skip), button, input:not([type=hidden]), select, textarea, summary, "
    + ".pp-scroll, .scroll";
  const outlined = look => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  const shows = look => outlined(look) || look.boxShadow !== "none";
  const unseen = [...document.querySelectorAll(stops)].filter(one => {
    if (!one.checkVisibility({ visibilityProperty: true })) return false;
    one.focus({ preventScroll: true, focusVisible: true });
    // A box to tick shows it around itself and its label.
    const drawn = [[one], [one, "::after"], [one.closest(".ds-field") ?? one]].map(look => getComputedStyle(...look));
    return document.activeElement === one && !drawn.some(shows);
  });
  return unseen.map(one => `focus is not seen on ${one.tagName.toLowerCase()}.${one.className} ${one.name || ""}`);
}"""
AXE = """async rules => (await axe.run(rules)).violations.flatMap(
    one => one.nodes.map(node => `${one.id}: ${node.target.join(" ")}`))"""
# Nothing is fetched for rules about films and sound, which no page has.
ALL_RULES = {
    "runOnly": {"type": "tag", "values": [*WCAG_22_AA, "best-practice"]},
    "resultTypes": ["violations"],
    "preload": False,
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
    "preload": False,
}


def walk(screen: Page, world: World, live_server: LiveServer, visits: list[Visit]) -> dict[str, list[str]]:
    """What is wrong with which of the pages, as their readers see them one after the other in one browser."""
    problems: dict[str, list[str]] = {}
    for who in ("anonymous", "stranger", "coordinator", "administrator"):
        become(screen, who, live_server)
        for visit in (one for one in visits if one.who == who):
            go_to(screen, visit, world, live_server)
            found = look_at(screen, is_refused=bool(visit.press) and visit.is_refused)
            problems.setdefault(f"{visit.title} {visit.address(world)}", []).extend(found)
    return {title: found for title, found in problems.items() if found}


def become(screen: Page, who: str, live_server: LiveServer) -> None:
    """Log in without the page for it, which is walked by itself."""
    screen.context.clear_cookies()
    if who in PEOPLE:
        client = Client()
        client.force_login(User.objects.get(username=PEOPLE[who]))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        screen.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": str(live_server.url)}]
        )


def go_to(screen: Page, visit: Visit, world: World, live_server: LiveServer) -> None:
    screen.goto(f"{live_server.url}{visit.address(world)}")
    for label, text in visit.fill.items():
        screen.get_by_label(label).fill(text)
    if visit.press:
        # The server's own answer is looked at, not the browser's bubble.
        screen.evaluate("document.querySelectorAll('form').forEach(one => { one.noValidate = true; })")
        with screen.expect_navigation():
            screen.get_by_role("button", name=visit.press, exact=True).click()


def look_at(screen: Page, *, is_refused: bool = False, has_skip_link: bool = True) -> list[str]:
    """What is wrong with the page as it stands, in light and dark, wide and narrow."""
    problems: list[str] = list(screen.evaluate(FRAME))
    if is_refused and not screen.locator("[role=alert]").count():
        problems.append("nobody is told that the form was refused")
    problems += by_keyboard(screen) if has_skip_link else []
    problems += evaluated(screen, AXE, ALL_RULES)
    screen.emulate_media(color_scheme="dark")
    problems += [f"dark: {one}" for one in evaluated(screen, AXE, COLOURS)]
    screen.emulate_media(color_scheme="light")
    for name, size in (("on a phone", PHONE), ("enlarged", ENLARGED)):
        screen.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dictionary is one
        problems += [f"wider than the screen {name}"] if wider_than_screen(screen) else []
    screen.set_viewport_size(DESKTOP)
    return problems


def by_keyboard(screen: Page) -> list[str]:
    """The first stop leads past the menu, and where the keyboard is can be seen at every stop."""
    screen.evaluate(FROM_THE_TOP)
    screen.keyboard.press("Tab")
    wrong = [] if screen.evaluate("document.activeElement.matches('.ds-skip-link, .skip')") else ["no skip link first"]
    screen.keyboard.press("Enter")
    if screen.evaluate("document.activeElement.id") != "innhold":
        wrong.append("the skip link leads nowhere")
    return wrong + list(screen.evaluate(UNSEEN_FOCUS))


def evaluated(screen: Page, script: str, rules: dict[str, Any]) -> list[str]:
    return list(screen.evaluate(script, rules))
