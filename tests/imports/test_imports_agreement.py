"""How far two data sets agree, on data whose answer can be counted by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dragoman.errors import InputError
from dragoman.imports import import_files
from dragoman.imports.agreement import Agreement, Row, Source, compare, find_sources
from dragoman.records import Document, Report
from dragoman.serving.cli._app import app
from tests.exports import strategies
from tests.exports.chronicles import DOCUMENT, GHANA, HO, TOGO, UN, chronicle, event
from tests.imports.files import file, gdelt, polecat

CODES = {"CONSULT": "040", "SANCTION": "160", "AID": "070"}
Told = tuple[str, str, str, str]  # day, actor, recipient, type


def a_gdelt(told: Sequence[Told]) -> list[str]:
    return [
        gdelt(GLOBALEVENTID=str(n), SQLDATE=day.replace("-", ""), Actor1CountryCode=one, Actor2CountryCode=other,
              EventCode=CODES[kind])
        for n, (day, one, other, kind) in enumerate(told)
    ]  # fmt: skip


def a_polecat(told: Sequence[Told]) -> list[str]:
    return [
        polecat(Event_ID=str(n), Event_Date=day, Actor_Country=one, Recipient_Country=other, Recipient_Name="x",
                Recipient_Sectors="GOV", Event_Type=kind, Event_Mode="None")
        for n, (day, one, other, kind) in enumerate(told)
    ]  # fmt: skip


def made(folder: Path, a: Sequence[Told], b: Sequence[Told]) -> Path:
    folder.mkdir(exist_ok=True)
    db = folder / "c.duckdb"
    files = [file(folder, "gdelt", *a_gdelt(a)), file(folder, "polecat", *a_polecat(b))]
    report, _ = import_files(files, db, version="0")
    assert report.rejects == []
    return db


def compared(db: Path, **options: str) -> Agreement:
    return compare(Source(db, "gdelt"), Source(db, "polecat"), **options)  # type: ignore[arg-type]


A: list[Told] = [
    ("2015-01-01", "KEN", "UGA", "CONSULT"),
    ("2015-01-02", "KEN", "UGA", "SANCTION"),
    ("2015-01-02", "KEN", "UGA", "SANCTION"),
    ("2015-02-03", "UGA", "KEN", "AID"),
    ("2015-02-04", "TZA", "KEN", "CONSULT"),
    ("2015-03-09", "TZA", "KEN", "CONSULT"),
]
B: list[Told] = [
    ("2014-12-31", "KEN", "UGA", "AID"),
    ("2015-01-01", "UGA", "KEN", "CONSULT"),
    ("2015-01-02", "UGA", "KEN", "CONSULT"),
    ("2015-02-03", "KEN", "UGA", "AID"),
    ("2015-02-05", "TZA", "KEN", "AID"),
]


def test_counts_by_hand(tmp_path: Path) -> None:
    found = compared(made(tmp_path, A, B))
    assert (found.first, found.last) == (date(2015, 1, 1), date(2015, 2, 5))
    assert found.total == Row("all", 4, 4, 2) and found.total.jaccard == 2 / 6
    assert {row.name: (row.a, row.b, row.both) for row in found.types} == {
        "CONSULT": (2, 2, 1), "AID": (1, 2, 1), "SANCTION": (1, 0, 0),
    }  # fmt: skip
    assert {row.name: (row.a, row.b, row.both) for row in found.pairs} == {"KEN UGA": (3, 3, 2), "KEN TZA": (1, 1, 0)}
    assert [(row.name, row.a, row.b, row.both) for row in found.months] == [("2015-01", 2, 2, 1), ("2015-02", 2, 2, 1)]
    # Both name three cases: alike two; by chance (1*2 + 1*1 + 1*0) / 9 = 1/3.
    assert (found.labelled, found.kappa) == (3, 0.5)
    assert found.confusions == (("SANCTION", "CONSULT", 1),)
    assert found.left_out["gdelt"]["cells outside the days that both cover"] == 1


def test_wider_cells(tmp_path: Path) -> None:
    found = compared(made(tmp_path, A, B), cell="month")
    assert (found.total.a, found.total.b, found.total.both) == (4, 3, 2)


def test_correlation_counts_silent_months(tmp_path: Path) -> None:
    a = [(f"2015-0{m}-0{d}", "KEN", "UGA", "AID") for m, n in ((1, 3), (3, 1)) for d in range(1, n + 1)]
    b = [(f"2015-0{m}-1{d}", "KEN", "UGA", "AID") for m, n in ((1, 1), (3, 2)) for d in range(1, n + 1)]
    found = compared(made(tmp_path, [*a, ("2015-03-31", "KEN", "TZA", "AID")],
                          [("2015-01-01", "KEN", "TZA", "AID"), *b, ("2015-03-31", "KEN", "TZA", "AID")]))  # fmt: skip
    row = next(row for row in found.pairs if row.name == "KEN UGA")
    # 3, 0, 1 and 1, 0, 2: Pearson's r of the three months.
    assert row.correlation == pytest.approx(0.3273, abs=1e-4) and row.both == 0


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    db = made(tmp_path, [*A, ("2015-01-03", "", "UGA", "AID")], B)
    statement = file(tmp_path, "gdelt", gdelt(EventCode="010"))
    import_files([statement], db, version="0")
    left = compared(db).left_out["gdelt"]
    assert left == {
        "events without a date as precise": 0, "events without a type": 1, "events without two known parties": 1,
        "cells outside the days that both cover": 1,
    }  # fmt: skip


def test_our_events_against_another(tmp_path: Path) -> None:
    ours = (
        event("met", recipient=(), actor=(GHANA, TOGO, UN), date="2011-03-02"),
        event("denied", event="AID", aux=("negation",)),
        event("again", event="AID", same_as="met"),
        event("vague", event="AID", date="2011-03"),
    )
    chronicle(tmp_path, ours).close()
    db = tmp_path / "made.duckdb"
    told: list[Told] = [("2011-03-02", "TGO", "GHA", "CONSULT"), ("2011-03-05", "TGO", "GHA", "AID")]
    import_files([file(tmp_path, "gdelt", *a_gdelt(told))], db, version="0")
    found = compare(Source(db), Source(db, "gdelt"))
    assert {row.name: (row.a, row.b, row.both) for row in found.pairs} == {
        "GHA TGO": (1, 1, 1), "GHA UNO": (1, 0, 0), "TGO UNO": (1, 0, 0),
    }  # fmt: skip
    assert found.left_out[str(db)]["events without a date as precise"] == 1
    monthly = compare(Source(db), Source(db, "gdelt"), "month")
    assert {row.name: row.both for row in monthly.types} == {"CONSULT": 1, "AID": 1}


def test_an_event_that_two_documents_tell_fills_one_cell(tmp_path: Path) -> None:
    """The one puts it a day later; they are held to be one, and the one with a place stands for both."""
    told = (event("met", event_loc=HO), event("late", doc="d2", date="2011-03-03"))
    reports = [
        Report(DOCUMENT, "coded", events=told[:1]),
        Report(Document("d2", "They met."), "coded", events=told[1:]),
    ]
    strategies.linked(tmp_path, reports, "met", "late").close()
    db = tmp_path / "many.duckdb"
    days: list[Told] = [(f"2011-03-0{day}", "TGO", "GHA", "CONSULT") for day in (1, 2, 3, 4)]
    import_files([file(tmp_path, "gdelt", *a_gdelt(days))], db, version="0")
    found = compare(Source(db), Source(db, "gdelt"))
    assert (found.first, found.last, found.total.a) == (date(2011, 3, 2), date(2011, 3, 2), 1)


def test_no_day_in_common(tmp_path: Path) -> None:
    found = compared(made(tmp_path, A, [("2020-01-01", "KEN", "UGA", "AID")]))
    assert (found.first, found.total, found.types) == (None, Row("all", 0, 0, 0), ())


_TOLD = st.lists(
    st.tuples(st.sampled_from(["2015-01-01", "2015-01-02", "2015-02-01"]), st.sampled_from(["KEN", "UGA"]),
              st.sampled_from(["TZA", "KEN"]), st.sampled_from(sorted(CODES))),
    min_size=1, max_size=6,
)  # fmt: skip


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(a=_TOLD, b=_TOLD)
def test_sums_and_symmetry(tmp_path_factory: pytest.TempPathFactory, a: list[Told], b: list[Told]) -> None:
    db = made(tmp_path_factory.mktemp("x"), a, b)
    there = compared(db)
    back = compare(Source(db, "polecat"), Source(db, "gdelt"))
    assert (there.total.a, there.total.b, there.kappa) == (back.total.b, back.total.a, back.kappa)
    for rows in (there.types, there.pairs, there.months):
        assert sum(row.both for row in rows) == there.total.both and sum(row.a for row in rows) == there.total.a
        assert all(row.both <= min(row.a, row.b) for row in rows)
        assert all(row.correlation is None or -1.0001 <= row.correlation <= 1.0001 for row in rows)


def test_a_data_set_agrees_with_itself(tmp_path: Path) -> None:
    found = compared(made(tmp_path, A, A))
    assert found.total.jaccard == 1 and found.kappa == 1 and found.confusions == ()


def test_how_sides_are_named(tmp_path: Path) -> None:
    one, other = made(tmp_path / "a", A, B), made(tmp_path / "b", A, B)
    db = Path("chronicle.duckdb")
    assert find_sources(str(one), "GDELT", db) == (Source(one), Source(one, "gdelt"))
    assert find_sources("ours", "gdelt", db) == (Source(db), Source(db, "gdelt"))
    assert find_sources(str(one), str(other), db) == (Source(one), Source(other))
    with pytest.raises(InputError, match='Did you mean "gdelt"'):
        find_sources(str(one), "gdlt", db)
    with pytest.raises(InputError, match="are the same"):
        find_sources("icews", "icews", db)


def test_the_command(tmp_path: Path) -> None:
    db = made(tmp_path, A, B)
    done = CliRunner().invoke(app, ["compare", "gdelt", "polecat", "--db", str(db)])
    assert done.exit_code == 0 and "KEN UGA" in done.stdout and "Cohen's kappa of the type: 0.50" in done.stdout
    assert "Left out of gdelt: 1 cells outside" in done.stdout
    done = CliRunner().invoke(app, ["compare", "gdelt", "polecat", "--db", str(db), "--json"])
    read = json.loads(done.stdout)
    assert read["total"] == {"name": "all", "a": 4, "b": 4, "both": 2, "correlation": None, "jaccard": 0.3333}


@pytest.mark.parametrize(
    "names, said", [(("ours", "gdelt"), "holds no events"), (("gdelt", "icews"), "of icews. Bring")]
)
def test_nothing_to_compare_is_told(tmp_path: Path, names: tuple[str, str], said: str) -> None:
    db = made(tmp_path, A, B)
    done = CliRunner().invoke(app, ["compare", *names, "--db", str(db)])
    assert isinstance(done.exception, InputError) and said in str(done.exception)


def test_a_chronicle_without_foreign_events(tmp_path: Path) -> None:
    chronicle(tmp_path).close()
    with pytest.raises(InputError, match="dragoman import FILE"):
        compare(Source(tmp_path / "made.duckdb"), Source(tmp_path / "made.duckdb", "gdelt"))
