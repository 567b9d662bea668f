"""The light in words: the sentence, the promise, and the numbers behind them, in the language that is active."""

from targets.sentences.changes import Changed, change_said, colour_word
from targets.sentences.earlier import PromiseChange, promise_changes
from targets.sentences.lights import (
    both_words_of,
    family_of,
    light_word,
    override_in,
    shown_light_of,
    shown_word_of,
    word_for,
    word_of,
)
from targets.sentences.outlook import outlook_alone, outlook_said, too_few_said
from targets.sentences.outlook_numbers import outlook_rows
from targets.sentences.overrides import override_said, until_said
from targets.sentences.promise import promise, promise_in, promise_of_terms
from targets.sentences.rule_words import rule_said
from targets.sentences.statements import explanation, sentence, summary
from targets.sentences.thresholds import thresholds
from targets.sentences.words import language_of_name, name_of, name_of_indicator

__all__ = [
    "Changed",
    "PromiseChange",
    "both_words_of",
    "change_said",
    "colour_word",
    "explanation",
    "family_of",
    "language_of_name",
    "light_word",
    "name_of",
    "name_of_indicator",
    "outlook_alone",
    "outlook_rows",
    "outlook_said",
    "override_in",
    "override_said",
    "promise",
    "promise_changes",
    "promise_in",
    "promise_of_terms",
    "rule_said",
    "sentence",
    "shown_light_of",
    "shown_word_of",
    "summary",
    "thresholds",
    "too_few_said",
    "until_said",
    "word_for",
    "word_of",
]
