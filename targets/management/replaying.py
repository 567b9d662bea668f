"""What `assess --certificate` and `assess --replay` ask and say."""

from typing import Any

from django.utils.translation import gettext

from accounts.imports import ImportProblem, quoted, refusal
from targets.certificates.files import Certificate
from targets.certificates.replaying import Difference, Replay
from targets.models import Assessment, Target
from targets.rules import RULE_VERSION
from targets.sentences import light_word, override_said


def target_named(text: str) -> Target:
    """The target that `PLAN/MÅLTALL` names. Raises ImportRefused."""
    plan, _slash, code = text.rpartition("/")
    target = Target.objects.for_assessment().select_related("plan").filter(plan__code=plan, code=code).first()
    if target is None:
        raise refusal(
            "", "--certificate", gettext("ukjent måltall %(name)s: skriv PLAN/MÅLTALL") % {"name": quoted(text)}
        )
    return target


def stored_certificate(target: Target) -> Certificate:
    """The certificate of the light as it stands. Raises ImportRefused where nothing was judged yet."""
    assessment = Assessment.objects.current().filter(target=target).first()
    if assessment is None:
        raise refusal("", "--certificate", gettext("måltallet er ikke vurdert ennå: kjør assess først"))
    return Certificate(target.plan.code, target.code, assessment.assessed_on, assessment.facts)


def replay_said(certificate: Certificate, again: Replay) -> str:
    """What the certificate comes out as, and by which version of the rule; under it what a person had set beside it."""
    said = (verdict_said(certificate, again), override_said(certificate.facts))
    return "\n".join(one for one in said if one)


def verdict_said(certificate: Certificate, again: Replay) -> str:
    words = {
        "name": certificate.name,
        "day": certificate.on.isoformat(),
        "word": light_word(
            light=again.verdict.light.value,
            family=again.verdict.family.value if again.verdict.family else None,
            attainment=again.verdict.attainment.value if again.verdict.attainment else None,
        ),
        "version": again.rule_version,
        "current": RULE_VERSION,
    }
    if again.is_same:
        text = gettext("%(name)s per %(day)s: samme vurdering (%(word)s) med regelversjon %(current)s.")
    elif again.is_same_rule:
        text = gettext("%(name)s per %(day)s: en annen vurdering (%(word)s), med samme regelversjon %(current)s.")
    else:
        text = gettext(
            "%(name)s per %(day)s: en annen vurdering (%(word)s). Sertifikatet er fra regelversjon %(version)s, "
            "og dette er regelversjon %(current)s."
        )
    return text % words


def difference_said(file: str, certificate: Certificate, difference: Difference) -> ImportProblem:
    words = {"then": quoted(difference.then), "now": quoted(difference.now)}
    message = gettext("sertifikatet sier %(then)s, regelen gir %(now)s") % words
    return ImportProblem(file, f"{certificate.name}, {difference.what}", message)


def replay_as_json(certificate: Certificate, again: Replay) -> dict[str, Any]:
    return {
        "plan": certificate.plan,
        "target": certificate.target,
        "on": certificate.on.isoformat(),
        "same": again.is_same,
        "light": again.verdict.light.value,
        "reason": again.verdict.reason.value if again.verdict.reason else None,
        "warning": again.verdict.warning.value if again.verdict.warning else None,
        "override": again.override,
        "rule_version": {"certificate": again.rule_version, "current": RULE_VERSION},
        "differences": [{"what": one.what, "then": one.then, "now": one.now} for one in again.differences],
    }
