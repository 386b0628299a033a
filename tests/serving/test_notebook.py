"""What Jupyter shows: reports and answers as HTML that no word of a document can break out of."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.errors import DragomanError, StoreError
from dragoman.records import Document, Entity, Event, Report, SentenceRef
from dragoman.serving.notebook import SHOWN_ROWS, SHOWN_SIGNS
from dragoman.store import Chronicle

VOID = {"br", "hr", "img", "input"}


class Page(HTMLParser):
    """Reads HTML as a browser would, and refuses elements that overlap or were never meant."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.tips, self.tags, self.open = "", list[str](), set[str](), list[str]()
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"style", "title"}
        self.tips += [value or "" for name, value in attrs if name == "title"]
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


MEANT = {"div", "span", "sup", "table", "tr", "td", "th", "p", "code"}


def report(text: str, *spans: tuple[int, int], name: str = "Chad", **document: str) -> Report:
    """Return a report whose events are the spans, each done by someone named so in the first word."""
    who = Entity(text[:4], 0, 4, name, "TCD", ("GOV",))
    events = tuple(
        Event(f"e{n}", "d", "SANCTION", text[start:end], start, end, SentenceRef(0, 0, len(text)), ("expel",),
              actor=(who,), quad_code=4, date="1999-05-03", aux=("alleged",), said_by=(who,))
        for n, (start, end) in enumerate(spans)
    )  # fmt: skip
    return Report(Document("d", text, **document), "coded" if events else "no_act", events=events)


def test_marks_tooltips_and_numbers() -> None:
    page = Page(str(report("Chad expelled two envoys.", (5, 13))._repr_html_()))
    assert page.tags <= MEANT and "Chad expelled1 two envoys." in page.text
    told = "1. Chad (TCD/GOV): SANCTION (expel), 1999-05-03, alleged, says Chad (TCD/GOV)"
    assert told in page.tips and f"actor of {told}\nspeaker of {told}" in page.tips


def test_marks_that_overlap() -> None:
    page = Page(str(report("Chad expelled two envoys.", (5, 17), (0, 13), (5, 17))._repr_html_()))
    assert "Chad expelled2 two1,3 envoys." in page.text
    assert any(tip.count("SANCTION") == 3 for tip in page.tips)


def test_nothing_of_a_document_is_markup() -> None:
    nasty = '<script>alert("1")</script> & <img src=x onerror=alert(1)> \' "\x00\ud800'
    page = Page(str(report(nasty, (0, 8), (9, 14), name=nasty, title=nasty, outlet="</div>")._repr_html_()))
    assert page.tags <= MEANT and "<img src=x onerror=alert(1)>" in page.text
    assert any("onerror" in tip for tip in page.tips)


@given(st.text(min_size=5, max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_every_text_shows_itself(text: str, spans: list[tuple[int, int]]) -> None:
    page = Page(str(report(text, *spans, name=text, title=text)._repr_html_()))
    assert page.tags <= MEANT
    page.text.encode("utf-8")


def test_a_report_without_events_says_why() -> None:
    assert "no_act" in Page(str(report("Chad is warm.")._repr_html_())).text


def test_a_long_text_is_cut() -> None:
    page = Page(str(report("Chad " + "x" * SHOWN_SIGNS, (0, 4))._repr_html_()))
    assert "… and 5 characters more" in page.text


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "made.duckdb"
    with Chronicle.open(path) as made:
        run = made.start_run("0.0", "options", "digest")
        made.add([report("Chad expelled two envoys.", (5, 13))], run)
    return path


def test_an_answer_shows_its_first_rows_and_keeps_them(db: Path) -> None:
    with dragoman.open(db) as chronicle:
        answer = chronicle.query("SELECT i, '<b>' AS \"<i>\" FROM range(30) t(i)")
        page = Page(str(answer._repr_html_()))
        assert page.tags <= MEANT and "<i>" in page.text and f"first {SHOWN_ROWS} rows" in page.text
        assert len(list(answer.rows)) == 30
        assert len(answer.to_arrow()) == 30 and len(answer.to_arrow()) == 30


def test_arrow_keeps_the_nested_whole(db: Path) -> None:
    with dragoman.open(db) as chronicle:
        (row,) = chronicle.query("FROM events").to_arrow().to_pylist()
    assert (row["actor"][0]["sector"], row["mode"], row["quad_code"]) == (["GOV"], ["expel"], 4)


def test_pandas(db: Path) -> None:
    pytest.importorskip("pandas")
    with dragoman.open(db) as chronicle:
        frame = chronicle.query("SELECT actor[1].code AS who, NULL::BIGINT AS none FROM events").to_pandas()
    assert frame.to_dict("records")[0]["who"] == "TCD" and str(frame.dtypes["none"]) == "int64[pyarrow]"


def test_polars(db: Path) -> None:
    pytest.importorskip("polars")
    with dragoman.open(db) as chronicle:
        frame = chronicle.query("SELECT id, actor FROM events").to_polars()
    assert frame["actor"].to_list()[0][0]["code"] == "TCD"


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_not_here_is_named(db: Path, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with dragoman.open(db) as chronicle, pytest.raises(DragomanError, match=f"pip install {library}"):
        getattr(chronicle.query("SELECT 1"), f"to_{library}")()


def test_a_closed_chronicle_says_so(db: Path) -> None:
    with dragoman.open(db) as chronicle:
        answer = chronicle.query("FROM events")
    with pytest.raises(StoreError, match="the chronicle is closed"):
        answer.first(1)
    with pytest.raises(StoreError, match="no such chronicle"):
        dragoman.open(db.with_name("none.duckdb"))
