"""Files of figures: brought, looked at before anything is written, taken in or dropped."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.imports import ImportRefused, LoadOutcome
from indicators.figure_forms import UploadForm
from indicators.models import Upload
from indicators.services.figure_files import FigureFile
from indicators.services.uploads import (
    KEPT_FOR,
    FiguresHaveChanged,
    UploadIsGone,
    confirm_upload,
    drop_upload,
    keep_upload,
    preview_upload,
)
from indicators.sources.excel import shipped_mappings
from indicators.upload_limit import is_too_large
from reporting.permissions import get_upload_for, municipalities_to_load_for, reach_of
from reporting.trails import upload_trail
from targets.tasks import assess_touched


@require_http_methods(["GET", "HEAD", "POST"])
def figures_upload(request: HttpRequest) -> HttpResponse:
    """Choose a file. It is kept as it is, and looked at on the next page."""
    municipalities = municipalities_to_load_for(request.user)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, municipalities=municipalities, is_too_large=is_too_large(request))
    if form.is_valid():
        upload = keep_upload(
            municipality=form.chosen_municipality,
            file=file_in(form),
            by=request.user.get_username(),
            now=timezone.now(),
        )
        return redirect("upload-detail", upload.pk)
    waiting = Upload.objects.filter(municipality__in=municipalities, uploaded_at__gte=timezone.now() - KEPT_FOR)
    context = {"form": form, "waiting": waiting.defer("body").order_by("-uploaded_at"), "kept_days": KEPT_FOR.days}
    return render(request, "indicators/upload.html", context)


def file_in(form: UploadForm) -> FigureFile:
    cleaned = form.cleaned_data
    return FigureFile(
        cleaned["file"].name, cleaned["file"].read(), mapping=cleaned["mapping"], provisional=cleaned["provisional"]
    )


@require_safe
def upload_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would change, or what is wrong with it."""
    return preview_page(request, get_upload_for(request.user, pk))


def preview_page(request: HttpRequest, upload: Upload, *, has_changed: bool = False) -> HttpResponse:
    preview, refused = None, None
    try:
        preview = preview_upload(
            upload=upload,
            reach=reach_of(request.user, upload),
            by=request.user.get_username(),
            now=timezone.now(),
        )
    except ImportRefused as problems:
        refused = problems
    mapping = shipped_mappings().get(upload.mapping)
    context = {
        "upload": upload,
        "preview": preview,
        "refused": refused,
        "mapping": mapping,
        "has_changed": has_changed,
        "crumbs": upload_trail(),
        "municipality": upload.municipality,
    }
    return render(request, "indicators/upload_preview.html", context)


@require_POST
def upload_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the file in, if it still changes what the person saw."""
    upload = get_upload_for(request.user, pk)
    try:
        outcome = confirm_upload(
            upload_id=upload.pk,
            stamp=request.POST.get("stamp", ""),
            reach=reach_of(request.user, upload),
            by=request.user.get_username(),
            now=timezone.now(),
        )
    except (FiguresHaveChanged, ImportRefused):
        return preview_page(request, upload, has_changed=True)
    except UploadIsGone:
        messages.info(request, gettext("Filen er alt tatt inn eller forkastet av noen andre."))
        return redirect("figures-upload")
    transaction.on_commit(assess_touched.delay, robust=True)
    messages.success(request, what_was_done(upload.name, outcome))
    return redirect("figures-upload")


def what_was_done(name: str, outcome: LoadOutcome) -> str:
    words = {"name": name, "created": outcome.created, "updated": outcome.updated, "unchanged": outcome.unchanged}
    return gettext("%(name)s er tatt inn. Nye tall: %(created)d. Endret: %(updated)d. Som før: %(unchanged)d.") % words


@require_POST
def upload_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the file away."""
    upload = get_upload_for(request.user, pk)
    drop_upload(upload_id=upload.pk)
    messages.info(request, gettext("%(name)s er forkastet. Ingen tall er endret.") % {"name": upload.name})
    return redirect("figures-upload")
