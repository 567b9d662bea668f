"""Office files are archives; without the time of day the same content is the same file."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# What every entry of a file says of when it was made.
NO_DAY = (1980, 1, 1, 0, 0, 0)


def without_time(content: bytes) -> bytes:
    """The same archive, every entry of it on the same day."""
    result = BytesIO()
    with ZipFile(BytesIO(content)) as parts, ZipFile(result, "w", ZIP_DEFLATED) as file:
        for name in parts.namelist():
            entry = ZipInfo(name, NO_DAY)
            # Pictures are packed already.
            entry.compress_type = ZIP_STORED if name.endswith((".png", ".jpg", ".jpeg")) else ZIP_DEFLATED
            file.writestr(entry, parts.read(name))
    return result.getvalue()
