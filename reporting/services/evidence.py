"""Files that show what the words rest on."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from accounts.services import record_event
from reporting.models import Commentary, Evidence
from reporting.rounds import (
    ENDINGS,
    IN_HAND,
    MOST_FILES,
    MOST_MEGABYTES,
    EvidenceProblem,
    kept_name,
    media_type_of,
    problem_with,
)
from reporting.services.rounds import RoundRefused, open_one
from targets.services.locking import take_turn


class EvidenceRefused(Exception):
    """The file is not taken; the message says why in one line, with the file's name."""


@transaction.atomic
def add_evidence(*, commentary: Commentary, name: str, body: bytes, by: str, now: datetime) -> Evidence:
    """Lay a file by. Raises EvidenceRefused: empty, too large, a type that is not taken, unreadable, there already,
    ten files already, or words that are not in hand (sent in, approved, or in a closed round)."""
    name = kept_name(name) or gettext("filen")
    if problem := problem_with(name, body):
        raise EvidenceRefused(problem_in_words(problem, name))
    kept = in_hand(commentary)
    checksum = hashlib.sha256(body).hexdigest()
    if earlier := kept.evidence.filter(checksum=checksum).defer("body").first():
        words = {"name": name, "earlier": earlier.name}
        raise EvidenceRefused(gettext("«%(name)s» ligger der fra før, som «%(earlier)s».") % words)
    if kept.evidence.count() >= MOST_FILES:
        words = {"name": name, "most": str(MOST_FILES)}
        raise EvidenceRefused(gettext("«%(name)s» er ikke lagt ved: det kan være høyst %(most)s filer.") % words)
    made = kept.evidence.create(
        name=name,
        media_type=media_type_of(name) or "",
        size=len(body),
        checksum=checksum,
        body=body,
        brought_by=by[:200],
        brought_at=now,
    )
    told(made, kept, "added", by=by, now=now, after={"name": name, "size": len(body), "checksum": checksum})
    return made


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: str, now: datetime) -> None:
    """Raises EvidenceRefused where the words are not in hand. A file that is gone already is no problem."""
    take_turn()
    kept = in_hand(evidence.commentary)
    if not kept.evidence.filter(pk=evidence.pk).exists():
        return
    before = {"name": evidence.name, "size": evidence.size, "checksum": evidence.checksum}
    told(evidence, kept, "removed", by=by, now=now, before=before)
    Evidence.objects.filter(pk=evidence.pk).delete()


def problem_in_words(problem: EvidenceProblem, name: str) -> str:
    """One line that names the file and says what to do."""
    taken = ", ".join(ending.upper() for ending in ENDINGS if ending != "jpeg")
    words = {"name": name, "most": MOST_MEGABYTES, "taken": taken}
    texts = {
        EvidenceProblem.EMPTY: gettext("«%(name)s» er tom."),
        EvidenceProblem.TOO_LARGE: gettext("«%(name)s» er for stor: en fil kan være høyst %(most)s MB."),
        EvidenceProblem.UNKNOWN_TYPE: gettext("«%(name)s» kan ikke legges ved: vi tar imot %(taken)s."),
        EvidenceProblem.UNREADABLE: gettext(
            "«%(name)s» kan ikke leses: innholdet er ødelagt, eller en annen filtype enn navnet sier."
        ),
    }
    return texts[problem] % words


def in_hand(commentary: Commentary) -> Commentary:
    """The words as they stand, held until the end of the transaction."""
    take_turn()
    try:
        open_one(commentary.round)
    except RoundRefused as error:
        raise EvidenceRefused(str(error)) from error
    rows = Commentary.objects.select_for_update(of=("self",), no_key=True).select_related("round__municipality")
    kept = rows.get(pk=commentary.pk)
    if kept.state not in IN_HAND:
        raise EvidenceRefused(gettext("Teksten er sendt inn, og filene kan ikke endres før den er sendt tilbake."))
    return kept


def told(
    evidence: Evidence,
    kept: Commentary,
    what: str,
    *,
    by: str,
    now: datetime,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    record_event(
        action=f"reporting.evidence.{what}",
        subject=evidence,
        by=by,
        now=now,
        municipality_number=kept.round.municipality.number,
        before=before,
        after=after,
    )
