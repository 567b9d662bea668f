"""The questions every page must pass: can everybody read it, and does it fit the screen?"""

from typing import Any

from playwright.sync_api import Page, ViewportSize

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE: ViewportSize = {"width": 360, "height": 740}
WALLS: list[ViewportSize] = [{"width": 1280, "height": 720}, {"width": 1920, "height": 1080}]


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page, and be there: whoever looks sooner sees the one before, or none."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def follow(page: Page, name: str) -> None:
    """Follow a link to another page, and be there: its scripts are ready too."""
    with page.expect_navigation():
        page.get_by_role("link", name=name).click()


def accessibility_problems(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA on the page as it now stands, one line per element."""
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run({ runOnly: tags, resultTypes: ['violations'], preload: false })", WCAG_22_AA
    )
    return [
        f"{problem['id']}: {problem['help']} ({' '.join(node['target'])})"
        for problem in found["violations"]
        for node in problem["nodes"]
    ]


def wider_than_screen(page: Page) -> bool:
    """Whether a reader would have to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def taller_than_screen(page: Page) -> bool:
    """Whether a reader would have to scroll down."""
    return bool(page.evaluate("document.documentElement.scrollHeight > document.documentElement.clientHeight"))
