"""Rounds, the words in them, and what is sealed after them."""

from django.urls import URLPattern, path

from api.views import evidence, files, round_acts, rounds, sealed, words

urlpatterns: list[URLPattern] = [
    path("rounds/", rounds.RoundList.as_view(), name="api-round-list"),
    path("rounds/<int:pk>/", rounds.RoundOne.as_view(), name="api-round"),
    path("rounds/<int:pk>/commentaries/", rounds.CommentaryList.as_view(), name="api-commentary-list"),
    path("sealed-reports/", sealed.SealedReportList.as_view(), name="api-sealed-report-list"),
    path("sealed-reports/<int:pk>/", sealed.SealedReportOne.as_view(), name="api-sealed-report"),
    path("sealed-reports/<int:pk>/errata/", sealed.ErratumList.as_view(), name="api-erratum-list"),
    path("sealed-reports/<int:pk>/files/<str:form>/", files.SealedReportFile.as_view(), name="api-sealed-file"),
    path("rounds/<int:pk>/close/", round_acts.RoundClose.as_view(), name="api-round-close"),
    path("rounds/<int:pk>/reopen/", round_acts.RoundReopen.as_view(), name="api-round-reopen"),
    path("rounds/<int:pk>/remind/", round_acts.RoundRemind.as_view(), name="api-round-remind"),
    path("commentaries/<int:pk>/", words.CommentaryOne.as_view(), name="api-commentary"),
    path("commentaries/<int:pk>/evidence/", evidence.EvidenceList.as_view(), name="api-evidence-list"),
    path("commentaries/<int:pk>/evidence/<int:file_pk>/", files.EvidenceFile.as_view(), name="api-evidence-file"),
    path("commentaries/<int:pk>/submit/", words.CommentarySubmit.as_view(), name="api-commentary-submit"),
    path("commentaries/<int:pk>/approve/", words.CommentaryApprove.as_view(), name="api-commentary-approve"),
    path("commentaries/<int:pk>/return/", words.CommentaryReturn.as_view(), name="api-commentary-return"),
    path("commentaries/<int:pk>/reopen/", words.CommentaryReopen.as_view(), name="api-commentary-reopen"),
]
