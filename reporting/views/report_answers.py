"""Files of reports as answers: to be kept, or to be read where nothing in them can do anything."""

import re
from base64 import b64encode
from hashlib import sha256

from django.http import HttpResponse
from django.utils.http import content_disposition_header

STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
NOTHING, OURSELVES = "'none'", "'self'"
NOBODY_ELSE = "base-uri 'none'; frame-ancestors 'none'"
# Somebody's own figures: for the browser that asked alone, and not for long.
PRIVATE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


def as_download(body: bytes, *, name: str, media_type: str) -> HttpResponse:
    """A file that the browser keeps and does not show."""
    headers = {
        **PRIVATE,
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(body, content_type=media_type, headers=headers)


def as_reading(body: bytes, *, has_form: bool = False) -> HttpResponse:
    """A report of ours as a page: its own style sheet and pictures, and neither scripts nor anything from elsewhere.

    With a form in the frame around it, that may be sent to us.
    """
    styles = [f"'sha256-{b64encode(sha256(one).digest()).decode()}'" for one in STYLE.findall(body)]
    own = f"style-src {' '.join(styles) or NOTHING}; form-action {OURSELVES if has_form else NOTHING}"
    policy = f"default-src 'none'; {own}; img-src data:; {NOBODY_ELSE}"
    headers = {**PRIVATE, "Content-Security-Policy": policy}
    return HttpResponse(body, content_type="text/html; charset=utf-8", headers=headers)
