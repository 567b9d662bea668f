"""Pictures that people brought, as every form of a report can show them; one that cannot be read becomes a line."""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext
from PIL import Image, ImageOps

from reporting.documents import Block, Paragraph, Picture, ReportDocument, Role

# On paper nobody sees more, and a file that unpacks to more than this is not a photograph.
MOST_PIXELS, LONGEST_SIDE = 60_000_000, 2_000
KINDS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")


@dataclass(frozen=True, slots=True)
class Extent:
    """Width and height, in pixels or in centimetres."""

    width: float
    height: float

    def within(self, width: float, height: float) -> "Extent":
        """The same shape, as large as there is room for."""
        scale = min(width / self.width, height / self.height)
        return Extent(self.width * scale, self.height * scale)


def with_readable_pictures(document: ReportDocument) -> ReportDocument:
    """The document with pictures that every form can show. The rest of it is as it was."""
    with translation.override(document.language):
        blocks = tuple(readable_blocks(document.blocks))
        logo = readable(document.look.logo) if document.look.logo else None
        front = document.front
        if document.look.logo and logo is None:
            front = (*front, cannot_be_shown(document.look.logo))
    return replace(document, blocks=blocks, front=front, look=replace(document.look, logo=logo))


def readable_blocks(blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        if isinstance(block, Picture):
            yield readable(block) or Paragraph(cannot_be_shown(block), Role.NOTE)
        else:
            yield block


def cannot_be_shown(picture: Picture) -> str:
    return gettext("Bildet «%(name)s» kan ikke vises.") % {"name": picture.caption or picture.alt}


def readable(picture: Picture) -> Picture | None:
    """Upright, not larger than paper needs, and without what cameras write of time and place."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            content, kind = redrawn(picture.content)
    # Whatever a broken file makes the reader of it stumble over, the answer is the same.
    except Exception:  # noqa: BLE001
        return None
    return replace(picture, content=content, media_type=f"image/{kind.lower()}")


def redrawn(content: bytes) -> tuple[bytes, str]:
    with Image.open(BytesIO(content), formats=KINDS) as found:
        if found.width * found.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        is_photograph = found.format == "JPEG"
        image = ImageOps.exif_transpose(found).convert("RGB" if is_photograph else "RGBA")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    file = BytesIO()
    if is_photograph:
        image.save(file, "JPEG", quality=88)
    else:
        image.save(file, "PNG")
    return file.getvalue(), "JPEG" if is_photograph else "PNG"


def extent_of(picture: Picture) -> Extent:
    with Image.open(BytesIO(picture.content)) as image:
        return Extent(image.width, image.height)
