"""Typst, which sets pages and turns drawings into pictures: run beside us, with letters that it can show."""

from reporting.exports.typesetting.letters import shown
from reporting.exports.typesetting.running import Stop, TypesettingProblem, never, typeset
from reporting.exports.typesetting.typefaces import FAMILIES, write_typefaces

__all__ = ["FAMILIES", "Stop", "TypesettingProblem", "never", "shown", "typeset", "write_typefaces"]
