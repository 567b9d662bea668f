"""Certificates as the caller may read them: whole to a plan's own people, without persons to everybody else."""

from dataclasses import replace

from api.queries.targets import no_such_target
from api.reach import is_own, readable_plan
from reporting.nameless import nameless
from reporting.permissions import Person
from reporting.queries.certificate import Asked
from targets.certificates import Facts, Judgement
from targets.certificates.files import as_file
from targets.models import Target


def target_with_certificate(person: Person, plan_code: str, code: str) -> Target:
    """The target of a plan that the caller may read, with everything that its rule needs; 404 else."""
    plan = readable_plan(person, plan_code)
    found = Target.objects.for_assessment().filter(plan=plan, code=code).first()
    if found is None:
        raise no_such_target()
    # It knows whose it is, as the plan that was asked for does.
    found.plan = plan
    return found


def certificate_text(asked: Asked) -> str:
    """Letter by letter as `assess --certificate` writes it, where the caller reads the plan by a role."""
    return as_file(asked.file) if is_own(asked.target.plan) else as_file(asked.file, told=told_to_all)


def told_to_all(facts: Facts) -> Facts:
    """What the public page tells: nobody is named, and of judgements that no longer count the reasons are left out.

    It can still be judged again, for the rule asks of an earlier judgement only which light it gave, and when.
    """
    said = nameless(facts)
    counts = said["verdict"].get("opinion")
    return said | {"opinions": [one if one == counts else one | {"reason": ""} for one in said.get("opinions", [])]}


def judgement_to_all(judgement: Judgement) -> Judgement:
    """A judgement that was made for this answer, with the facts as everybody reads them."""
    return replace(judgement, facts=told_to_all(judgement.facts))
