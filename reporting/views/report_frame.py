"""What stands around a report where it is read: which edition it is and what is known of it by now, or that it is a
preview.

The report itself is the bytes that were sealed. The frame is put between two of them, and taken out they are as before.
"""

import re

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from reporting.models import ReportFile
from reporting.queries.report_pages import SealedPage
from reporting.report_addresses import preview_address

# With the link past everything, which stays the first stop of the keyboard.
TOP = re.compile(rb'<body[^>]*>(?:\s*<a class="skip"[^>]*>[^<]*</a>)?')


def frame_of(page: SealedPage) -> bytes:
    """In the language of whoever reads."""
    context = {"page": page, "report": page.report, "language": get_language()}
    return render_to_string("reporting/report_frame.html", context).strip().encode()


def preview_frame(request: HttpRequest, file: ReportFile) -> bytes:
    """With when the work began: whatever was changed before that is in it."""
    context = {
        "moment": file.job.started_at,
        "address": preview_address(file),
        "language": get_language(),
    }
    return render_to_string("reporting/preview_frame.html", context, request).strip().encode()


def framed(report: bytes, frame: bytes) -> bytes:
    """The report with the frame as the first thing to be read on its page."""
    found = TOP.search(report)
    place = found.end() if found else 0
    return report[:place] + frame + report[place:]
