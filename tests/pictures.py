"""Pictures for tests."""

from io import BytesIO

from PIL import Image


def png(width: int, height: int) -> bytes:
    """A plain one of that size."""
    content = BytesIO()
    Image.new("RGB", (width, height), "#0b6a53").save(content, "PNG")
    return content.getvalue()
