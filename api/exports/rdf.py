"""A graph of linked data in the ways that portals read it: Turtle and RDF/XML, out of the one that is written here."""

import json
from typing import Any

from rdflib import Graph
from rdflib.compare import to_canonical_graph


def written(document: dict[str, Any], form: str) -> bytes:
    """`turtle` or `xml`, of a document in JSON-LD whose context stands in it. Always in UTF-8."""
    read = Graph(bind_namespaces="none").parse(data=json.dumps(document), format="json-ld")
    # What has no name of its own gets one that follows from what it says, and all comes in one order:
    # the same is always written the same way.
    graph = Graph(bind_namespaces="core")
    for prefix, namespace in document["@context"].items():
        graph.bind(prefix, namespace)
    for triple in sorted(to_canonical_graph(read)):
        graph.add(triple)
    return graph.serialize(format="pretty-xml" if form == "xml" else form, encoding="utf-8")
