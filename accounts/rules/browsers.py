"""What kind of browser, from what it says of itself. Only to be recognised by the person who used it."""

from accounts.wording import say, sentence

# The order matters: most browsers also claim to be the ones below them.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
BOTH = sentence("{browser} på {system}")
UNKNOWN = sentence("Ukjent nettleser")


def browser_name(user_agent: str) -> str:
    """`Firefox på Windows`; what is known of it where that is less."""
    browser, system = first_in(BROWSERS, user_agent), first_in(SYSTEMS, user_agent)
    if browser and system:
        return say(BOTH, browser=browser, system=system)
    return browser or system or say(UNKNOWN)


def first_in(table: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for mark, name in table if mark in user_agent), "")
