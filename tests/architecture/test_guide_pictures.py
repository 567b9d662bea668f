"""The pictures of the user guide: there, small enough, and all of them used."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from scripts.guide_pictures import PICTURES, TARGET, Picture

GUIDE = Path(settings.BASE_DIR) / "docs/brukerveiledning.md"
MOST = 150 * 1024


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.name)
def test_a_picture_is_taken_of_an_address_that_exists(picture: Picture) -> None:
    assert reverse(picture.url_name, args=picture.arguments)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.name)
def test_a_picture_is_there_and_small(picture: Picture) -> None:
    assert 0 < (TARGET / f"{picture.name}.png").stat().st_size < MOST


def test_the_guide_shows_pictures_that_are_taken() -> None:
    shown = set(re.findall(r"\]\(pictures/([\w-]+)\.png\)", GUIDE.read_text(encoding="utf-8")))
    assert shown <= {picture.name for picture in PICTURES}
    assert len(shown) >= 5
