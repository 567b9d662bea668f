"""Says in one sentence when another program has the port, before anything slow is done."""

import socket
import sys


def main(text: str) -> str | None:
    """The sentence to stop with, or nothing when the port is free."""
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        return f"PORT={text} er ikke et portnummer. Velg et tall fra 1 til 65535, for eksempel: make demo PORT=8001"
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", int(text)))
        except PermissionError:
            return f"Port {text} krever administratorrettigheter. Velg en annen, for eksempel: make demo PORT=8001"
        except OSError:
            return f"Port {text} er opptatt av et annet program. Velg en annen, for eksempel: make demo PORT=8001"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
