"""A certificate as a file that somebody else can keep, read and judge again."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import translation

from accounts.imports import refusal
from accounts.moments import moment_said
from accounts.wording import say
from indicators.sources.files import decoded
from targets.certificates.replaying import CertificateError, Replay, replay
from targets.certificates.texts import Facts
from targets.rules import RULE_VERSION
from targets.sentences import sentence


@dataclass(frozen=True, slots=True)
class Certificate:
    """Which target it is about, the day it was judged for, and the facts."""

    plan: str
    target: str
    on: date
    facts: Facts

    @property
    def name(self) -> str:
        return f"{self.plan}/{self.target}"


def as_it_is(facts: Facts) -> Facts:
    return facts


def as_file(certificate: Certificate, *, told: Callable[[Facts], Facts] = as_it_is) -> str:
    """The text of the file: the sentence in every language, and everything that is needed to judge it again.

    `told` leaves out what its reader may not know; it is asked in each language.
    """
    said = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said[language] = sentence(told(certificate.facts))
    content = {
        "plan": certificate.plan,
        "target": certificate.target,
        "on": certificate.on.isoformat(),
        "rule_version": certificate.facts["rule_version"],
        "sentence": said,
        "facts": in_utc(told(certificate.facts)),
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def in_utc(facts: Facts) -> Facts:
    """The moment in them as the open API writes moments. It is kept with an offset; the first certificates had none."""
    figure = facts["figure"]
    if not figure or "known_from" not in figure:
        return facts
    known = datetime.fromisoformat(figure["known_from"])
    return facts | {"figure": figure | {"known_from": moment_said(known)}}


def read_certificate(body: bytes, *, name: str) -> Certificate:
    """The certificate that a file holds. Raises ImportRefused."""
    try:
        content = json.loads(decoded(body, file=name))
    except (json.JSONDecodeError, RecursionError):
        raise refusal(name, "", say("filen er ikke gyldig JSON")) from None
    try:
        facts = dict(content["facts"])
        return Certificate(str(content["plan"]), str(content["target"]), date.fromisoformat(content["on"]), facts)
    except (LookupError, TypeError, ValueError):
        message = say("filen er ikke et sertifikat: det lages med assess --certificate PLAN/MÅLTALL")
        raise refusal(name, "", message) from None


def judged_again(certificate: Certificate, *, name: str) -> Replay:
    """What the rule says of it now, without a database. Raises ImportRefused for one that cannot be judged again."""
    version = str(certificate.facts.get("rule_version", ""))
    try:
        return replay(certificate.facts, on=certificate.on)
    except CertificateError as error:
        if version != RULE_VERSION:
            message = say(
                "sertifikatet er fra regelversjon {version}, og kan ikke vurderes på nytt",
                version=version or say("ukjent"),
            )
        else:
            message = say("sertifikatet mangler noe eller er endret: {what}", what=error)
        raise refusal(name, certificate.name, message) from None
