"""Where this machine has the services that some tests need, or why it has them not.

What the environment names is taken at its word. Otherwise whatever answers on this machine with the usual access is
used. `python -m tests.services postgres` prints the address, or the reason on standard error and exit code 1.
"""

import getpass
import os
import shutil
import sys
from dataclasses import dataclass
from functools import cache

import psycopg
import redis

# The shell has no windows, and takes a third less time for the same pages.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
LOCAL_REDIS = "redis://127.0.0.1:6379"
# How many seconds a server that is there may take to answer on a busy machine. Where none is, that is told at once.
PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Service:
    """An address that answers, or the reason that there is none."""

    address: str = ""
    missing_because: str = ""


@cache
def find(name: str) -> Service:
    """Look for one service, once in a run: `postgres`, `redis` or `browser`."""
    return {"postgres": find_postgres, "redis": find_redis, "browser": find_chromium}[name]()


def given(variable: str, scheme: str) -> str:
    """What the environment names, if it is an address of this kind of service."""
    address = os.environ.get(f"TEST_{variable}") or os.environ.get(variable, "")
    return address if address.startswith(scheme) else ""


def local_postgres_addresses() -> list[str]:
    """The usual ways in: trusted on the local port as postgres or as oneself, or as oneself through the socket."""
    me = getpass.getuser()
    return [
        "postgres://postgres@127.0.0.1:5432/postgres",
        f"postgres://{me}@127.0.0.1:5432/postgres",
        "postgres:///postgres",
    ]


def find_postgres() -> Service:
    named = given("DATABASE_URL", "postgres")
    refusals: list[str] = []
    for address in [named] if named else local_postgres_addresses():
        refusal = refusal_of_postgres(address)
        if not refusal:
            return Service(address)
        refusals.append(refusal)
    return Service(missing_because=f"no PostgreSQL to make test databases in ({refusals[0]})")


def refusal_of_postgres(address: str) -> str:
    """Why no test database can be made there; empty when one can."""
    try:
        with psycopg.connect(address, connect_timeout=PATIENCE) as connection:
            allowed = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            row = connection.execute(allowed).fetchone()
    except psycopg.OperationalError as error:
        return str(error).strip().splitlines()[0]
    return "" if row and row[0] else "the user may not create databases"


def find_redis() -> Service:
    address = given("REDIS_URL", "redis") or LOCAL_REDIS
    try:
        with redis.Redis.from_url(address, socket_connect_timeout=PATIENCE) as client:
            client.ping()
    except redis.RedisError as error:
        return Service(missing_because=f"no Redis answers ({error})")
    return Service(address)


def find_chromium() -> Service:
    candidates = [os.environ.get("CHROMIUM", ""), *CHROMIUM_NAMES]
    path = next(filter(None, (shutil.which(name) for name in candidates if name)), None)
    return Service(path) if path else Service(missing_because="no Chromium found (Debian: apt install chromium)")


def main() -> int:
    service = find(sys.argv[1])
    if service.missing_because:
        print(service.missing_because, file=sys.stderr)
        return 1
    print(service.address)
    return 0


if __name__ == "__main__":
    sys.exit(main())
