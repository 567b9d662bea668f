"""What a source is called on screen: by its name, unless the name only says that nobody knows it."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext

# As catalogues and plans write it.
NOT_KNOWN = "Kilde ikke oppgitt"
# What a delivery is called that we have worked out ourselves, as it is kept.
COMPUTED = "Regnet ut av Planpuls"
FILE_NAME = re.compile(r"\.(csv|tsv|txt|xlsx?|xlsm|ods|json|ya?ml|px)$", re.IGNORECASE)


def name_of_source(name: str) -> str:
    """That the source is not known is said in the language of the reader; names stay as they are."""
    return gettext("Kilde ikke oppgitt") if name == NOT_KNOWN else name


def listed_sources(names: Iterable[str]) -> tuple[str, ...]:
    """Each once, by the alphabet, for a list of sources; that one is not known is no source beside others."""
    every = set(names)
    return tuple(sorted(every - {name_of_source(NOT_KNOWN)} or every))


def name_of_delivery(name: str) -> str:
    """The same of what a certificate has kept of a delivery: what a file was called says nothing to a reader."""
    if name == COMPUTED:
        return worked_out()
    return from_a_file() if FILE_NAME.search(name) else name_of_source(name)


def worked_out() -> str:
    """As one of the sources in a line."""
    return gettext("regnet ut av Planpuls")


def from_a_file() -> str:
    """What a file with figures is called to everybody, whatever its name is."""
    return gettext("tall som kommunen har lastet inn")
