"""Readers that take a file exactly as its format says, and fail where it says otherwise."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb

Row = dict[str, Any]


def tabs(path: Path, columns: tuple[str, ...], header: bool) -> list[Row]:
    """Read tab-separated cells as three kinds of readers do: by tabs and line ends alone, with quoting, and DuckDB's.
    All must see the same."""
    text = path.read_bytes().decode("utf-8")
    assert text == "" or text.endswith("\n")
    cells = [line.split("\t") for line in text.split("\n")[:-1]]
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file, delimiter="\t")) == cells
    if header:
        first, *cells = cells
        assert tuple(first) == columns
    assert {len(row) for row in cells} <= {len(columns)}
    if cells:
        with duckdb.connect() as db:
            seen = db.execute(
                "SELECT * FROM read_csv(?, delim='\t', quote='', escape='', header=?, all_varchar=true, nullstr='',"
                " auto_detect=false, columns=?, null_padding=false, strict_mode=true, new_line='\\n')",
                [str(path), header, dict.fromkeys(columns, "VARCHAR")],
            ).fetchall()
        assert [["" if cell is None else cell for cell in row] for row in seen] == cells
    return [dict(zip(columns, row, strict=True)) for row in cells]


def json_lines(path: Path) -> list[Row]:
    """Read JSON lines: one object a line, no number that JSON does not have."""
    lines = path.read_bytes().decode("utf-8").split("\n")
    assert lines.pop() == ""
    return [json_value(line) for line in lines]


def json_value(text: str) -> Row:
    def refuse(word: str) -> None:
        raise ValueError(f"{word} is no JSON")

    value = json.loads(text, parse_constant=refuse)
    assert isinstance(value, dict)
    return value


_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^;:,\"]+)*):(.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)")
_UNESCAPED = {"n": "\n", "N": "\n", "\\": "\\", ";": ";", ",": ","}


def calendar(path: Path) -> list[dict[str, list[str]]]:
    """Read the entries of an iCalendar file by the grammar of RFC 5545: name -> raw values."""
    raw = path.read_bytes()
    assert raw.endswith(b"\r\n") and b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    entries: list[dict[str, list[str]]] = []
    inside: list[str] = []
    for line in raw.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]:
        found = _LINE.fullmatch(line)
        assert found is not None and not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line), line
        name, value = found[1], found[3]
        if name == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                entries.append({})
        elif name == "END":
            assert inside.pop() == value
        elif inside == ["VCALENDAR", "VEVENT"]:
            entries[-1].setdefault(name, []).append(value)
        else:
            assert inside == ["VCALENDAR"] and name in ("VERSION", "PRODID")
    assert inside == []
    assert all(len(entry[name]) == 1 for entry in entries for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"))
    return entries


def unescaped(value: str) -> str:
    """Return the text of a TEXT value."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), f"{value}: a semicolon or comma is not escaped"
    return _ESCAPED.sub(lambda found: _UNESCAPED[found[1]], value)


_TYPES = {"string": str, "long": int, "double": float}


def graph(path: Path) -> tuple[dict[str, Row], dict[tuple[str, str], Row]]:
    """Read the nodes and edges of a GraphML file, every value as its key says."""
    root = ElementTree.parse(path).getroot()
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert root.tag == f"{space}graphml"
    keys = {key.attrib["id"]: key.attrib for key in root.iter(f"{space}key")}

    def values(element: ElementTree.Element, domain: str) -> Row:
        found = {}
        for data in element.iter(f"{space}data"):
            key = keys[data.attrib["key"]]
            assert key["for"] == domain
            found[key["attr.name"]] = _TYPES[key["attr.type"]](data.text or "")
        return found

    nodes = {node.attrib["id"]: values(node, "node") for node in root.iter(f"{space}node")}
    edges = {(e.attrib["source"], e.attrib["target"]): values(e, "edge") for e in root.iter(f"{space}edge")}
    assert {end for edge in edges for end in edge} <= nodes.keys()
    assert len(edges) == len(list(root.iter(f"{space}edge"))) and len(nodes) == len(list(root.iter(f"{space}node")))
    return nodes, edges


_FIELD = {"string": str, "integer": int, "number": float, "date": str}


def package(folder: Path) -> dict[str, list[Row]]:
    """Read a data package: every file as its schema says, every cell of its type, every key where it leads."""
    described = json_value((folder / "datapackage.json").read_text("utf-8"))
    rows: dict[str, list[Row]] = {}
    for resource in described["resources"]:
        assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
        with (folder / resource["path"]).open(encoding=resource["encoding"], newline="") as file:
            header, *cells = list(csv.reader(file))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        rows[resource["name"]] = [
            {f["name"]: _FIELD[f["type"]](cell) if cell else None for f, cell in zip(fields, row, strict=True)}
            for row in cells
        ]
    for resource in described["resources"]:
        schema, here = resource["schema"], rows[resource["name"]]
        assert len({_key(row, schema["primaryKey"]) for row in here}) == len(here)
        for key in schema.get("foreignKeys", ()):
            there = key["reference"]
            known = {_key(row, there["fields"]) for row in rows[there["resource"]]}
            assert {_key(row, key["fields"]) for row in here} <= known
    return rows


def _key(row: Row, key: str | list[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ([key] if isinstance(key, str) else key))
