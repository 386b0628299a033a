"""What is computed of pairs, without a chronicle."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring, tostring

import pytest

from dragoman.errors import InputError
from dragoman.pairs import Node, Pair, find_side, graphml, matrix, timeline
from dragoman.records import Entity

COUNTRIES = [
    {"code": code, "name": name, "official": name, "names": "", "adjectives": adjective, "kind": kind,
     "claimed_by": claimed, "controlled_by": "", "successor": successor}
    for code, name, adjective, kind, claimed, successor in (
        ("GEO", "Georgia", "Georgian", "state", "", ""),
        ("XAB", "Abkhazia", "Abkhaz", "partial", "GEO", ""),
        ("SUN", "Soviet Union", "Soviet", "former", "", "RUS"),
    )
]  # fmt: skip
BODIES = [{"code": "IGO", "name": "North Atlantic Treaty Organization", "acronym": "NATO", "aliases": ""}]


@pytest.mark.parametrize(
    "asked, code, body",
    [
        pytest.param("geo", "GEO", None, id="code"),
        pytest.param("Georgian", "GEO", None, id="adjective"),
        pytest.param("abkhazia", "GEO", "Abkhazia", id="one-that-another-state-claims-is-told-by-its-name"),
        pytest.param("Soviet Union", "RUS", None, id="a-former-state-is-its-successor"),
        pytest.param("NATO", "IGO", "North Atlantic Treaty Organization", id="a-body-that-shares-its-code"),
    ],
)
def test_sides(asked: str, code: str, body: str | None) -> None:
    side = find_side(asked, COUNTRIES, BODIES)
    assert (side.code, side.body) == (code, body)
    assert side.covers(Entity("x", 0, 1, body or "anyone", code))


def test_a_name_of_nobody() -> None:
    with pytest.raises(InputError, match="Did you mean Georgia"):
        find_side("Gorgia", COUNTRIES, BODIES)


def row(month: str | None, net: float, a: str = "A", b: str = "B") -> dict[str, object]:
    sums = {"acts": 1, "cooperation": max(net, 0.0), "conflict": max(-net, 0.0), "forth": 1, "back": 0}
    return {"a": a, "b": b, "month": month, **sums, "quad_1": 1, "quad_2": 0, "quad_3": 0, "quad_4": 0}


def test_silent_months_are_shown() -> None:
    assert [m.month for m in timeline([row("1999-11", 1), row(None, 2), row("2000-02", 1)])] == [
        "1999-11", "1999-12", "2000-01", "2000-02",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "nets, trend", [([1.0, 2.0, 3.0], 1.0), ([3.0, 2.0, 1.0], -1.0), ([2.0, 2.0, 2.0], 0.0), ([5.0], None)]
)
def test_trend_is_the_slope(nets: list[float], trend: float | None) -> None:
    _, (pair,) = matrix([row(f"2000-0{i}", net) for i, net in enumerate(nets, 1)], {})
    assert pair.trend == (None if trend is None else pytest.approx(trend))


def test_graphml_takes_any_name() -> None:
    pair = Pair("A", "IGO <&\x07", 1, 0.0, 0.0, 0.0, (0, 0, 0, 1), 1, 0, None, None, None)
    root = graphml([Node("A", "Â", 1), Node("IGO <&\x07", "<&\x07", 1)], [pair]).getroot()
    assert root is not None
    back = fromstring(tostring(root))
    (edge,) = [e for e in back.iter() if e.tag.endswith("}edge")]
    assert edge.get("target") == "IGO <&\ufffd"
    assert not [d for d in edge if d.get("key") == "edge_trend"]
