"""The signature of a call, by which the other system knows that it is from us, unchanged and new.

`t=1790000000,v1=6f1e…`: when it was signed, and HMAC-SHA256 of the time, a full stop and the body with the secret.
"""

import hashlib
import hmac


def signature(*, secret: str, body: bytes, at: int) -> str:
    """What stands in the header `Planpuls-Signature`; `at` is in seconds since 1970."""
    digest = hmac.new(secret.encode(), b"%d.%b" % (at, body), hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"
