"""What a source is called on screen: by its name, unless the name only says that nobody knows it."""

from django.utils.translation import gettext

# As catalogues and plans write it.
NOT_KNOWN = "Kilde ikke oppgitt"


def name_of_source(name: str) -> str:
    """That the source is not known is said in the language of the reader; names stay as they are."""
    return gettext("Kilde ikke oppgitt") if name == NOT_KNOWN else name
