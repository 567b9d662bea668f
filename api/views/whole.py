"""Answers that are given whole, as a file is: nothing in them can be chosen, and they come as they are kept."""

from typing import Any

from rest_framework.request import Request

from api.views.base import Answering


class Whole(Answering):
    def known_parameters(self) -> set[str]:
        return {*self.knows}

    def check_fields(self, request: Request) -> None:
        """There are none to choose."""

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """There is one form of it; a problem with it is told as the API tells everything."""
        return super().perform_content_negotiation(request, force=True)
