"""The open API, which answers programs, and not with a page."""

from api.urls import urlpatterns
from tests.browser.pages.visits import Walk

WALK = Walk(visits=[], left_out={str(address.name): "answers programs" for address in urlpatterns})
