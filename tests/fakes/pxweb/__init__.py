"""Statistics Norway's bank of tables as a real HTTP server on this machine, which behaves as PxWebApi v2 does."""

from tests.fakes.pxweb.bank import Call
from tests.fakes.pxweb.gates import OpenGate
from tests.fakes.pxweb.kostra import all_tables, folkemengde, nokkeltall, utgifter
from tests.fakes.pxweb.scripts import (
    Scripted,
    broken,
    endless,
    half_a_document,
    half_an_answer,
    hung_up,
    redirect,
    reloading,
    saying,
    silence,
    too_many_calls,
    web_page,
)
from tests.fakes.pxweb.server import PxWeb
from tests.fakes.pxweb.tables import Codelist, Table, Variable, contents, region, years

__all__ = [
    "Call",
    "Codelist",
    "OpenGate",
    "PxWeb",
    "Scripted",
    "Table",
    "Variable",
    "all_tables",
    "broken",
    "contents",
    "endless",
    "folkemengde",
    "half_a_document",
    "half_an_answer",
    "hung_up",
    "nokkeltall",
    "redirect",
    "region",
    "reloading",
    "saying",
    "silence",
    "too_many_calls",
    "utgifter",
    "web_page",
    "years",
]
