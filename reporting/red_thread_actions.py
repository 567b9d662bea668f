"""Which button a reader gets on what hangs loose: one to where it is mended, for whoever may mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from accounts.permissions import Answering
from reporting.red_thread import Check, Doer, Finding, Mend, check_words


@dataclass(frozen=True, slots=True)
class MayMend:
    """What the reader may do about a plan."""

    writes_plans: bool
    edits_targets: bool
    loads_figures: bool
    answering: Answering

    def allows(self, mend: Mend) -> bool:
        match mend.by:
            case Doer.WRITES_PLANS:
                return self.writes_plans
            case Doer.EDITS_TARGETS:
                return self.edits_targets
            case Doer.LOADS_FIGURES:
                return self.loads_figures
            case Doer.ANSWERS:
                return self.answering.covers(mend.unit)


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding with where it can be read of, and the button; both may be lacking."""

    finding: Finding
    address: str
    button: str
    button_address: str


@dataclass(frozen=True, slots=True)
class ListedCheck:
    """The findings of one kind, under its title."""

    check: Check
    title: str
    why: str
    findings: list[ListedFinding]


def listed_checks(found: Iterable[Finding], may: MayMend) -> list[ListedCheck]:
    """Kind by kind, those that there are some of."""
    rows = list(found)
    groups = []
    for check in Check:
        own = [listed(one, may) for one in rows if one.check is check]
        if own:
            title, why = check_words(check)
            groups.append(ListedCheck(check, title, why, own))
    return groups


def listed(finding: Finding, may: MayMend) -> ListedFinding:
    mend = finding.mend
    way = address_of(mend.page, mend.args) if may.allows(mend) else ""
    return ListedFinding(
        finding=finding,
        address=address_of(*finding.read) if finding.read else "",
        button=mend.label if way else "",
        button_address=f"{way}{mend.query}" if way else "",
    )


def address_of(page: str, args: tuple[str, ...]) -> str:
    """Empty for a page that this installation does not have."""
    try:
        return reverse(page, args=args)
    except NoReverseMatch:
        return ""
