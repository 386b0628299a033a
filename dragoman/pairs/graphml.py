"""The matrix as GraphML, which Gephi, Cytoscape, yEd, igraph and NetworkX read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from dragoman.pairs.matrix import Node, Pair

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = {"label": "string", "acts": "long"}
EDGE = {
    "acts": "long", "net": "double", "cooperation": "double", "conflict": "double", "verbal_cooperation": "long",
    "material_cooperation": "long", "verbal_conflict": "long", "material_conflict": "long", "a_to_b": "long",
    "b_to_a": "long", "first": "string", "last": "string", "trend": "double",
}  # fmt: skip
# XML 1.0 has no place for these, escaped or not.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def edge_values(pair: Pair) -> dict[str, str | int | float | None]:
    """Return what an edge carries, by the names of EDGE."""
    quads = dict(zip(("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"),
                     pair.quads, strict=True))  # fmt: skip
    return {name: quads[name] if name in quads else getattr(pair, name) for name in EDGE}


def graphml(nodes: Iterable[Node], pairs: Iterable[Pair]) -> ElementTree[Element]:
    """Return an undirected graph; a_to_b and b_to_a count what went from the edge's source to its target and back.
    What is not known has no data element."""
    root = Element("graphml", xmlns=NAMESPACE)
    for domain, types in (("node", _NODE), ("edge", EDGE)):
        for name, kind in types.items():
            SubElement(root, "key", {
                "id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind,
            })  # fmt: skip
    graph = SubElement(root, "graph", id="relations", edgedefault="undirected")
    for node in nodes:
        made = SubElement(graph, "node", id=_clean(node.id))
        _data(made, "node", "label", node.name)
        _data(made, "node", "acts", node.acts)
    for n, pair in enumerate(pairs):
        made = SubElement(graph, "edge", id=f"e{n}", source=_clean(pair.a), target=_clean(pair.b))
        for name, value in edge_values(pair).items():
            _data(made, "edge", name, value)
    indent(root)
    return ElementTree(root)


def _data(parent: Element, domain: str, name: str, value: str | int | float | None) -> None:
    if value is not None:
        SubElement(parent, "data", key=f"{domain}_{name}").text = _clean(str(value))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
