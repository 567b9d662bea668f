"""Sources whose figures come by themselves, what is wrong with them, and deliveries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Collate
from django.http import Http404
from django.utils.translation import gettext

from accounts.models import Membership, User
from accounts.permissions import Permission, has_permission, municipalities_with
from api.figure_reach import readable_deliveries
from indicators.models import Fetch, Source, SourceProblem, SourceStatus
from indicators.permissions import get_source_for
from indicators.source_list import SourceRow, held_until, jobs_by_source, source_row, with_counts
from indicators.source_words import ToldProblem, page_at_source, told_problem
from indicators.table_notes import all_notes
from reporting.permissions import Person


@dataclass(frozen=True, slots=True)
class SourceTold:
    """`row` is how its fetching stands, for those who read plans somewhere; None for everybody else."""

    source: Source
    row: SourceRow | None

    @property
    def code(self) -> str:
        return self.source.code

    @property
    def standing(self) -> "SourceTold | None":
        return self if self.row else None

    @property
    def address(self) -> str:
        return page_at_source(self.source)

    @property
    def status(self) -> SourceStatus:
        return self.source.status

    @property
    def notes(self) -> list[str]:
        """What the table says of itself."""
        return list(all_notes(self.source.extra))


@dataclass(frozen=True, slots=True)
class ProblemTold:
    problem: SourceProblem
    words: ToldProblem


def sources_read() -> QuerySet[Source]:
    """Those whose figures come, or have come, by themselves. What only a plan cites is read in the plan."""
    kept = Source.objects.filter(namespace="", status__isnull=False)
    return with_counts(kept).annotate(name_in_order=Collate("name", "norwegian"))


def sources_told(person: Person, sources: Iterable[Source], *, now: datetime) -> list[SourceTold]:
    """The same with how their fetching stands; three queries however many there are."""
    if not has_permission(person, Permission.SEE_ADOPTED):
        return [SourceTold(one, None) for one in sources]
    jobs, held = jobs_by_source(), held_until(now)
    return [SourceTold(one, source_row(one, jobs.get(one.code), held, now)) for one in sources]


def source_told(person: Person, code: str, *, now: datetime) -> SourceTold:
    """The source, or 404."""
    if found := sources_read().filter(code=code).first():
        return sources_told(person, [found], now=now)[0]
    raise Http404(gettext("Kilden finnes ikke."))


def problems_read(person: Person, code: str) -> QuerySet[SourceProblem]:
    """What is and was wrong with a source, or 404 for whoever reads no plans."""
    return SourceProblem.objects.filter(source=get_source_for(person, code))


def problems_told(problems: Iterable[SourceProblem]) -> list[ProblemTold]:
    return [ProblemTold(one, told_problem(one)) for one in problems]


def deliveries_read(person: Person) -> QuerySet[Fetch]:
    """With whether the caller may know who brought each: nobody of another municipality is named."""
    mine = municipalities_with(person, Permission.SEE_ADOPTED)
    colleagues = Membership.objects.filter(municipality__in=mine, user__username=OuterRef("received_from"))
    is_person = Exists(User.objects.filter(username=OuterRef("received_from")))
    # Where no account has the name it is a command or Planpuls itself.
    may_name = Exists(colleagues) | ~is_person if person.is_authenticated else Q(pk__in=[])
    reads_plans = Value(has_permission(person, Permission.SEE_ADOPTED), BooleanField())
    return readable_deliveries(person).annotate(names_who=may_name, names_files=reads_plans)
