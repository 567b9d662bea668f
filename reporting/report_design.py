"""What a municipality has chosen for a kind of report: title, front text, look, and which sections in what order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reporting.documents import NO_LOOK, Look


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """One section as it was chosen. An empty title is the report's own; `introduction` stands first in the section."""

    code: str
    is_shown: bool = True
    title: str = ""
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class ReportDesign:
    """Without any choice a report has its own title, all its sections in its own order, and the product's colours."""

    title: str = ""
    front: tuple[str, ...] = ()
    look: Look = NO_LOOK
    sections: Sequence[SectionChoice] = field(default=())
    # Told of every chapter when its turn has come; it may raise to have the writing stopped.
    on_chapter: Callable[[str], None] | None = field(default=None, compare=False)

    def arranged(self, codes: Sequence[str]) -> list[SectionChoice]:
        """Every section that the report has, the chosen ones first and in their order."""
        chosen = [one for one in self.sections if one.code in codes]
        named = {one.code for one in chosen}
        return [*chosen, *(SectionChoice(code) for code in codes if code not in named)]


PLAIN = ReportDesign()


def paragraphs_of(text: str) -> list[str]:
    """What a person typed, parted at empty lines."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
