"""Bringing a file that shows what words in a round rest on, by those who write them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.problems import TooLarge
from api.schema import described
from api.serializers.commentaries import EvidenceShown
from api.serializers.rounds_taken import FILE, EvidenceTaken
from api.views.words import OfWords, commentary_for
from api.views.writing.acting import body_of, refusing
from api.writing import once
from indicators.upload_limit import is_too_large
from reporting.acting import who
from reporting.models import Commentary
from reporting.permissions import writing_in
from reporting.rounds import EvidenceProblem, problem_with
from reporting.services.evidence import EvidenceRefused, add_evidence, problem_in_words


@described(
    post=extend_schema(
        summary=_("Legg ved en fil til en tekst"),
        request={MultiPartParser.media_type: EvidenceTaken},
        responses={201: EvidenceShown},
    )
)
class EvidenceList(OfWords):
    """One file each time, within the bounds of the page."""

    takes_match = True
    parser_classes = (MultiPartParser,)
    serializer_class = EvidenceShown

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.brought)

    def brought(self) -> Response:
        kept = commentary_for(self.request, self.kwargs["pk"])
        if not writing_in(self.request.user, kept.round.municipality).covers(kept.unit_id):
            raise PermissionDenied
        file = self.file()
        with refusing(EvidenceRefused), self.alone(kept.round, Commentary.objects.filter(pk=kept.pk)):
            made = add_evidence(commentary=kept, **file, **who(self.request))
        told = self.get_serializer(made).data
        return Response(told, status=201, headers={"Location": told["url"]})

    def file(self) -> dict[str, Any]:
        """Its name and what is in it. Raises TooLarge, and ValidationError for what the page would not take either."""
        if is_too_large(self.request):
            raise TooLarge
        sent = body_of(self.request, EvidenceTaken)[FILE]
        if len(self.request.FILES.getlist(FILE)) > 1:
            raise ValidationError({FILE: [gettext("Send én fil om gangen.")]})
        name, body = sent.name, sent.read()
        if problem := problem_with(name, body):
            told = problem_in_words(problem, name)
            raise TooLarge(told) if problem is EvidenceProblem.TOO_LARGE else ValidationError({FILE: [told]})
        return {"name": name, "body": body}
