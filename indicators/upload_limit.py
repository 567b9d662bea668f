"""Stops a file that is larger than allowed before any of it is kept (setting FILE_UPLOAD_HANDLERS)."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from indicators.sources.files import MEGABYTE

# What a form has beside its file: a few short fields.
REST_OF_THE_FORM = 64 * 1024


def largest_upload() -> int:
    """In bytes."""
    return int(settings.MAX_UPLOAD_MB) * MEGABYTE


def is_too_large(request: HttpRequest) -> bool:
    """Whether the request says itself that it is larger than a file may be."""
    length = request.META.get("CONTENT_LENGTH") or ""
    return length.isdigit() and int(length) > largest_upload() + REST_OF_THE_FORM


class RefuseTooLarge(FileUploadHandler):
    """The fields before the file are read, so that the page can answer; the file itself is passed over."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.request is not None and is_too_large(self.request):
            raise StopUpload

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""
