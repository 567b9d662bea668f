"""A plan's lights as slides for a meeting: a PowerPoint file with real titles, shapes that are described, and notes."""

from reporting.exports.slides.deck import Deck, as_pptx
from reporting.exports.slides.red import SlideChart

__all__ = ["Deck", "SlideChart", "as_pptx"]
