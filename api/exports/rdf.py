"""A graph of linked data in the ways that portals read it: Turtle and RDF/XML, out of the one that is written here."""

import json
from typing import Any

from rdflib import Graph


def written(document: dict[str, Any], form: str) -> bytes:
    """`turtle` or `xml`, of a document in JSON-LD whose context stands in it. Always in UTF-8."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in document["@context"].items():
        graph.bind(prefix, namespace)
    graph.parse(data=json.dumps(document), format="json-ld")
    return graph.serialize(format="pretty-xml" if form == "xml" else form, encoding="utf-8")
