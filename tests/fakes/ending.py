"""How a server of a test ends at once."""

from contextlib import suppress
from http.server import ThreadingHTTPServer
from socket import SHUT_RDWR
from threading import Thread


def end(server: ThreadingHTTPServer, thread: Thread) -> None:
    """It sleeps until somebody calls, and would find out some hundredths of a second later that it is to end."""
    with suppress(OSError):  # where the system says that nobody is connected, it does find out later
        server.socket.shutdown(SHUT_RDWR)
    server.shutdown()
    thread.join()
    server.server_close()
