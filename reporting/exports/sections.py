"""A report out of its sections, in the order and with the words that the municipality has chosen."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from django.utils.functional import Promise

from reporting.documents import Block, Heading, Paragraph
from reporting.report_design import ReportDesign, SectionChoice, paragraphs_of

Report = TypeVar("Report")


@dataclass(frozen=True, slots=True)
class Section(Generic[Report]):
    """A part of a report that can be moved, left out and introduced. `title` is what the choice of sections calls it.

    Its blocks begin with a heading of level 1, unless `has_chapters`: then every chapter in it has its own.
    """

    code: str
    title: str | Promise
    blocks: Callable[[Report], Iterable[Block]]
    has_chapters: bool = False


def blocks_of(report: Report, sections: Sequence[Section[Report]], design: ReportDesign) -> Iterator[Block]:
    """Every block of the sections that are shown, with the headings numbered."""
    by_code = {section.code: section for section in sections}
    choices = design.arranged(tuple(by_code))
    shown = [(by_code[one.code], one) for one in choices if one.is_shown]
    blocks = (block for section, choice in shown for block in section_blocks(report, section, choice))
    return numbered(told_of_chapters(blocks, design))


def told_of_chapters(blocks: Iterable[Block], design: ReportDesign) -> Iterator[Block]:
    """The blocks as they are; whoever waits for them hears of each chapter when it begins."""
    for block in blocks:
        if design.on_chapter and isinstance(block, Heading) and block.level == 1:
            design.on_chapter(block.text)
        yield block


def section_blocks(report: Report, section: Section[Report], choice: SectionChoice) -> Iterator[Block]:
    """The section with the chosen title and introduction; nothing where the report has nothing to say there."""
    blocks = iter(section.blocks(report))
    first = next(blocks, None)
    if first is None:
        return
    introduction = [Paragraph(text) for text in paragraphs_of(choice.introduction)]
    if section.has_chapters:
        if introduction:
            yield Heading(1, choice.title or str(section.title))
        yield from introduction
        yield first
    else:
        yield replace(first, text=choice.title) if choice.title and isinstance(first, Heading) else first
        yield from introduction
    yield from blocks


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Number the headings, so that every one has an address of its own."""
    number = 0
    for block in blocks:
        if isinstance(block, Heading):
            number += 1
            yield replace(block, number=number)
        else:
            yield block
