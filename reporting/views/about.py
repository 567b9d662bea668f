"""Pages about the product itself, open to everybody: what words mean, and whom the pages may shut out."""

from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting.explanations import SUBJECTS

# When somebody last went through the statement.
REVIEWED_ON = date(2026, 11, 27)


@login_not_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "reporting/glossary.html", {"subjects": SUBJECTS})


@login_not_required
@require_safe
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """What is met, what is not, and where to say so; the contact and the official statement come from the settings."""
    contact = settings.ACCESSIBILITY_CONTACT
    context = {
        "contact": contact,
        "contact_url": contact if contact.startswith(("https://", "http://")) else f"mailto:{contact}",
        "statement_url": settings.ACCESSIBILITY_STATEMENT_URL,
        "reviewed_on": REVIEWED_ON,
    }
    return render(request, "reporting/accessibility_statement.html", context)
