"""Starts the provider, waits for its first line, and stops it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import httpx

CLIENT_ID, CLIENT_SECRET = "planpuls", "hemmelig-for-prover"
USERNAME, PASSWORD = "kari.nordmann", "Fjell-og-furu-88"
ROOT = Path(__file__).parents[3]
# How many seconds an answer may take: the machine may be busy with many other tests.
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class RunningProvider:
    address: str

    @property
    def issuer(self) -> str:
        return f"{self.address}/o"

    def settings(self, **changes: Any) -> dict[str, Any]:
        """The provider as an entry of OIDC_PROVIDERS."""
        return {
            "key": "prove",
            "name": "Prøvetilbyder",
            "issuer": self.issuer,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            **changes,
        }

    def trust(self, *addresses: str) -> None:
        self.control(addresses=" ".join(addresses))

    def tell(self, **claims: Any) -> None:
        self.control(claims=claims)

    def lie(self, how: str) -> None:
        self.control(lie=how)

    def asked(self) -> dict[str, Any]:
        """What the last request for tokens held, without secrets."""
        answer: dict[str, Any] = httpx.get(f"{self.address}/control", timeout=PATIENCE).raise_for_status().json()
        return answer

    def control(self, **changes: Any) -> None:
        httpx.post(f"{self.address}/control", json=changes, timeout=PATIENCE).raise_for_status()


@contextmanager
def running_provider(folder: Path) -> Iterator[RunningProvider]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.fakes.oidc.settings", "PROVIDER_FOLDER": str(folder)}
    log = folder / "provider.log"
    with log.open("w") as errors, started(environment, errors) as process:
        assert process.stdout is not None
        try:
            told = process.stdout.readline()
            assert told, log.read_text()
            yield RunningProvider(json.loads(told)["address"])
        finally:
            process.terminate()


def started(environment: dict[str, str], errors: IO[str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.fakes.oidc"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True)
