"""The files of sealed reports, handed out only as they were sealed."""

import hashlib

from django.utils.translation import gettext

from reporting.models import SealedFile, SealedReport


class FileDoesNotMatch(Exception):
    """The bytes are not those that were sealed. The text is one line for whoever asked for the file."""


def sealed_file_of(report: SealedReport, form: str) -> SealedFile | None:
    """The file of that form, where it is made. Raises FileDoesNotMatch."""
    file = report.files.filter(format=form).first()
    if file is not None and not is_whole(file):
        said = gettext("Filen stemmer ikke med kontrollsummen fra da rapporten ble låst, og leveres derfor ikke.")
        raise FileDoesNotMatch(said)
    return file


def is_whole(file: SealedFile) -> bool:
    return hashlib.sha256(file.body).hexdigest() == file.checksum
