"""`dragoman matrix`: all pairs, on the screen and in files that are read back."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from test_dyad import Run, run  # noqa: F401

SPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}


def test_pairs_with_their_sums(run: Run) -> None:  # noqa: F811
    status, out, err = run("matrix", "--json")
    assert (status, err) == (0, "")
    made = json.loads(out)
    assert [(n["id"], n["name"], n["acts"]) for n in made["nodes"]] == [
        ("ETH", "Ethiopia", 4), ("KEN", "Kenya", 3), ("UGA", "Uganda", 1),
    ]  # fmt: skip
    pair = made["pairs"][0]
    assert (pair["a"], pair["b"], pair["acts"], pair["net"]) == ("ETH", "KEN", 3, -9.0)
    assert (pair["verbal_cooperation"], pair["verbal_conflict"], pair["material_conflict"]) == (1, 1, 1)
    assert (pair["first"], pair["last"], pair["a_to_b"], pair["b_to_a"]) == ("2011-03", "2011-06", 1, 1)
    assert pair["trend"] == pytest.approx(-3.9)


def test_graphml_read_back(run: Run) -> None:  # noqa: F811
    status, out, err = run("matrix", "--to", "out.graphml")
    assert (status, out, err) == (0, "", "Wrote 2 pairs of 3 actors to out.graphml.\n")
    root = ElementTree.parse("out.graphml").getroot()
    keys = {key.get("id") for key in root.findall("g:key", SPACE)}
    nodes = [node.get("id") for node in root.findall("g:graph/g:node", SPACE)]
    assert nodes == ["ETH", "KEN", "UGA"]
    edges = root.findall("g:graph/g:edge", SPACE)
    assert [(e.get("source"), e.get("target")) for e in edges] == [("ETH", "KEN"), ("ETH", "UGA")]
    values = {data.get("key"): data.text for data in edges[0].findall("g:data", SPACE)}
    assert values["edge_net"] == "-9.0" and values["edge_acts"] == "3"
    assert values.keys() <= keys


def test_edges_as_csv(run: Run) -> None:  # noqa: F811
    run("matrix", "--to", "edges.csv", "--min-confidence", "0.5")
    with Path("edges.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["source"], r["target_name"], r["acts"], r["net"]) for r in rows] == [
        ("ETH", "Kenya", "2", "-5.0"), ("ETH", "Uganda", "1", "4.0"),
    ]  # fmt: skip


def test_json_file_and_period(run: Run) -> None:  # noqa: F811
    run("matrix", "--to", "out.json", "--until", "2011-05")
    made = json.loads(Path("out.json").read_text("utf-8"))
    assert [(p["a"], p["b"], p["acts"]) for p in made["pairs"]] == [("ETH", "KEN", 1)]
    assert made["pairs"][0]["trend"] is None


def test_the_screen(run: Run) -> None:  # noqa: F811
    status, out, _ = run("matrix")
    assert status == 0 and "Ethiopia - Kenya" in out and "-9.0" in out
    assert max(map(len, out.splitlines())) <= 120


def test_a_form_that_is_none(run: Run) -> None:  # noqa: F811
    status, _, err = run("matrix", "--to", "out.xlsx")
    assert status == 2 and ".graphml, .csv, .json" in err
