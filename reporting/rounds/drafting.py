"""The first sentence of a commentary, so that the unit goes on from there instead of retelling its figures."""

from targets.certificates import Facts


def drafted_sentence(facts: Facts | None, *, figure: str = "") -> str:
    """The statement of the certificate: the light's word and the figure, in the language that is active.

    Without a certificate (an indicator that no target uses) the `figure` told in one sentence; empty without either.
    Raises nothing: an unassessed target drafts nothing.
    """
    raise NotImplementedError
