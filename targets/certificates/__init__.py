"""The certificate of a light: everything it was judged from, as plain text that can be stored, read and replayed."""

from targets.certificates.replaying import CertificateError, Replay, replay
from targets.certificates.texts import Facts
from targets.certificates.writing import Judgement, facts_of, judge_target, judged_in

__all__ = [
    "CertificateError",
    "Facts",
    "Judgement",
    "Replay",
    "facts_of",
    "judge_target",
    "judged_in",
    "replay",
]
