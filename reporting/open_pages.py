"""The pages that everybody may read, for search engines."""

from typing import TYPE_CHECKING

from django.contrib import sitemaps
from django.urls import reverse

from reporting.queries.public.addresses import Address, open_pages

if TYPE_CHECKING:
    Sitemap = sitemaps.Sitemap[Address]
else:
    Sitemap = sitemaps.Sitemap


class OpenPages(Sitemap):
    """Never more than sitemaps.org allows in one file; `open_pages` ends before that."""

    def items(self) -> list[Address]:
        return open_pages()

    def location(self, item: Address) -> str:
        name, codes = item
        return reverse(name, args=codes)
