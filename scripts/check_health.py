"""Asks the web server beside it whether it is well; the container's health check."""

import os
import sys
from http.client import HTTPConnection, HTTPException


def own_name() -> str:
    """A name that the installation answers to; it refuses others."""
    first = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    return first if first not in {"", "*"} else "localhost"


def main() -> str | None:
    """What is wrong, or nothing."""
    connection = HTTPConnection("127.0.0.1", 8000, timeout=4)
    try:
        connection.request("GET", "/healthz", headers={"Host": own_name()})
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        return str(error)
    return None if status == 200 else f"/healthz answered {status}"


if __name__ == "__main__":
    sys.exit(main())
