"""Where the words on a thing in a round are written."""

from django.urls import reverse

from reporting.models import Commentary

# The two kinds of things, by the word that addresses have for each.
TARGET, INDICATOR = "target", "indicator"
KINDS = {"maltall": TARGET, "indikator": INDICATOR}


class ThingInAddress:
    """What is written about, as addresses name it: `maltall` is a target and `indikator` an indicator."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        return KINDS[value]

    def to_url(self, value: str) -> str:
        """Raises ValueError for anything that nobody writes about, so that no address is made of it."""
        words = {kind: word for word, kind in KINDS.items()}
        if value not in words:
            raise ValueError(value)
        return words[value]


def address_of_words(commentary: Commentary) -> str:
    """The page on which the words are written."""
    kind, subject = (TARGET, commentary.target_id) if commentary.target_id else (INDICATOR, commentary.indicator_id)
    return reverse("commentary-write", args=[commentary.round_id, kind, subject])
