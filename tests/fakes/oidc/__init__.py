"""A provider of OpenID Connect as a process of its own: django-oauth-toolkit, which asks for PKCE and signs with RS256.

with running_provider() as provider:
    provider.trust(callback)         # where it may send people back to
    provider.tell(email="…")         # what it says of the person
    provider.lie("audience")         # how its ID tokens are wrong from now on
"""

from tests.fakes.oidc.process import (
    CLIENT_ID,
    CLIENT_SECRET,
    PASSWORD,
    PATIENCE,
    USERNAME,
    RunningProvider,
    running_provider,
)

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "PASSWORD", "PATIENCE", "USERNAME", "RunningProvider", "running_provider"]
