"""Rows of GDELT, ICEWS and POLECAT, and what becomes of them."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.exports import countries, find_cameo
from dragoman.exports._codes import cameo
from dragoman.exports.gdelt import COLUMNS
from dragoman.imports import ForeignEvent, Party, read
from dragoman.imports import gdelt as reader
from dragoman.imports._cells import BadCell
from dragoman.imports._codes import country_of_name, plain
from dragoman.imports._opening import Line
from dragoman.imports.reading import shape_of
from dragoman.records import EVENT_TYPES, Reject
from tests.imports.files import file, gdelt, icews, polecat


def one(path: Path, origin: str | None = None) -> ForeignEvent:
    (found,) = read(path, origin)
    assert isinstance(found, ForeignEvent), found
    return found


def refused(path: Path) -> Reject:
    (found,) = read(path)
    assert isinstance(found, Reject), found
    return found


def test_a_row_of_gdelt(tmp_path: Path) -> None:
    path = file(tmp_path, "gdelt", gdelt())
    assert one(path) == ForeignEvent(
        "gdelt", "410001", date(2015, 2, 18), date(2015, 2, 19), "ACCUSE", ("disapprove",), (), "112",
        (Party("LIMA", "PER", ("GOV",)),), (Party("CHILE", "CHL"),), None, -2.0, 3, "Arica, Arica y Parinacota, Chile",
        "CHL", -18.475, -70.3042, None, "https://diario.example/arica", str(path), 1,
    )  # fmt: skip


def test_a_row_of_icews(tmp_path: Path) -> None:
    path = file(tmp_path, "icews", icews())
    assert one(path) == ForeignEvent(
        "icews", "31000001", date(2009, 7, 5), None, "ASSAULT", (), (), "175",
        (Party("Police (Honduras)", "HND", ("GOV", "COP")),), (Party("Protester (Honduras)", "HND", ("OPP",)),), None,
        -9.0, None, "Tegucigalpa, Francisco Morazan, Honduras", "HND", 14.0818, -87.2068, "Heraldo", None, str(path), 2,
    )  # fmt: skip


def test_a_row_of_polecat(tmp_path: Path) -> None:
    path = file(tmp_path, "polecat", polecat())
    assert one(path) == ForeignEvent(
        "polecat", "a17_1", date(2022, 11, 8), date(2022, 11, 9), "CONSULT", ("visit",), ("diplomatic", "economic"),
        None,
        (Party("Lazarus Chakwera", "MWI", ("GOV",)),),
        (Party("Samia Suluhu Hassan", "TZA", ("GOV", "ELI")), Party("Tanzanian Army", "TZA", ("MIL",))), 4.0, None, 1,
        "Dodoma", "TZA", -6.1722, 35.7395, "Daily Post", None, str(path), 2,
    )  # fmt: skip


@pytest.mark.parametrize("columns", [57, 58, 61, 62])
def test_every_version_of_gdelt(tmp_path: Path, columns: int) -> None:
    found = one(file(tmp_path, "gdelt", gdelt(columns)))
    assert (found.id, found.lat, found.url is None) == ("410001", -18.475, columns == 57)


def test_gdelt_with_a_header(tmp_path: Path) -> None:
    header = "\t".join(name.lower() for name in COLUMNS) + "\n"
    assert one(file(tmp_path, "gdelt", header, gdelt())).line == 2


GROUPS = [
    ({"Actor1CountryCode": "", "Actor1KnownGroupCode": "UNO", "Actor1Type1Code": "IGO"}, "UNO", ()),
    ({"Actor1CountryCode": "EUR", "Actor1KnownGroupCode": "EEC", "Actor1Type1Code": "IGO"}, "EUR", ()),
    ({"Actor1CountryCode": "AFR", "Actor1Type1Code": ""}, "---", ()),
    ({"Actor1CountryCode": "", "Actor1Type1Code": "MNC", "Actor1Type2Code": "BUS"}, "MNC", ("BUS",)),
    ({"Actor1CountryCode": "", "Actor1Type1Code": "COP"}, "---", ("COP",)),
    ({"Actor1CountryCode": "ROM", "Actor1Type1Code": "INS"}, "ROU", ("REB",)),
]


@pytest.mark.parametrize("cells, code, sector", GROUPS, ids=[code for _, code, _ in GROUPS])
def test_who_acts_in_gdelt(tmp_path: Path, cells: dict[str, str], code: str, sector: tuple[str, ...]) -> None:
    assert one(file(tmp_path, "gdelt", gdelt(**cells))).actor == (Party("LIMA", code, sector),)


def test_nobody_is_nobody(tmp_path: Path) -> None:
    empty = {"Actor2Code": "", "Actor2Name": "", "Actor2CountryCode": ""}
    assert one(file(tmp_path, "gdelt", gdelt(**empty))).recipient == ()
    assert one(file(tmp_path, "icews", icews(Target_Name="", Target_Country=""))).recipient == ()
    assert one(file(tmp_path, "polecat", polecat(Recipient_Name="None", Recipient_Country="None",
                                                Recipient_Sectors="None"))).recipient == ()  # fmt: skip


@pytest.mark.parametrize(
    "name, code",
    [("Russian Federation", "RUS"), ("Côte d’Ivoire", "CIV"), ("Cote d'Ivoire", "CIV"), ("The Gambia", "GMB"),
     ("Occupied Palestinian Territory", "PSE"), ("Democratic Republic of Congo", "COD"), ("Congo", "COG"),
     ("Niger", "NER"), ("Nigeria", "NGA"), ("USA", "USA"), ("Atlantis", "---")],
)  # fmt: skip
def test_countries_by_name(name: str, code: str) -> None:
    assert country_of_name(name) == code


def test_no_two_countries_share_a_name() -> None:
    names = [plain(country.name) for country in countries().values()]
    assert len(names) == len(set(names))


def test_bodies_without_a_country(tmp_path: Path) -> None:
    igo = icews(Source_Name="African Union", Source_Country="", Source_Sectors="International Government Organization")
    un = icews(Source_Name="United Nations", Source_Country="", Source_Sectors="International Government Organization")
    assert [one(file(tmp_path, "icews", row)).actor[0].code for row in (igo, un)] == ["IGO", "UNO"]


def test_lists_out_of_step_are_not_guessed(tmp_path: Path) -> None:
    told = {"Recipient_Name": "Tanzania; Kenya; Uganda", "Recipient_Country": "TZA; KEN", "Recipient_Sectors": "GOV"}
    found = one(file(tmp_path, "polecat", polecat(**told)))
    assert [(party.code, party.sector) for party in found.recipient] == [("TZA", ("GOV",)), ("KEN", ("GOV",))]


def test_codes_of_later_manuals_stand_under_older_ones() -> None:
    found = {code: find_cameo(code) for code in ("1834", "176", "0231", "99", "1")}
    assert {code: known and (known.event, known.mode) for code, known in found.items()} == {
        "1834": ("ASSAULT", "suicide-attack"), "176": ("COERCE", ""), "0231": ("REQUEST", "assist"),
        "99": None, "1": None,
    }  # fmt: skip


def test_every_type_of_plover_is_reached_from_cameo() -> None:
    reached = {code.event for code in cameo().values()}
    assert reached == {*EVENT_TYPES, ""}
    assert {code.root for code in cameo().values() if not code.event} == {"01"}


BAD = [
    ("gdelt", gdelt(SQLDATE="20150231"), "bad_cell", 'SQLDATE "20150231" is no day'),
    ("gdelt", gdelt(EventCode="---"), "bad_cell", 'EventCode "---" is no code of CAMEO'),
    ("gdelt", gdelt(ActionGeo_Lat="123"), "bad_cell", 'ActionGeo_Lat "123" is no latitude'),
    ("gdelt", gdelt(GoldsteinScale="nan-ish"), "bad_cell", "is no number"),
    ("gdelt", gdelt(QuadClass="7"), "bad_cell", "none of 1, 2, 3, 4"),
    ("icews", icews(Event_Date="18 July"), "bad_cell", "is no day"),
    ("icews", icews(CAMEO_Code=""), "bad_cell", "is empty"),
    ("icews", icews().replace("\tNA", "", 1), "wrong_cell_count", "19 cells, 20 columns"),
    ("polecat", polecat(Event_Type="YIELD"), "bad_cell", 'Event Type "YIELD" is no type of PLOVER'),
    ("polecat", polecat(Quad_Code="NEUTRAL"), "bad_cell", "none of VERBAL COOPERATION"),
    ("polecat", "a\tb\n", "wrong_cell_count", "2 cells, 40 columns"),
]


@pytest.mark.parametrize("origin, row, reason, said", BAD, ids=[f"{b[0]}-{n}" for n, b in enumerate(BAD)])
def test_bad_rows_are_told_with_file_and_line(tmp_path: Path, origin: str, row: str, reason: str, said: str) -> None:
    good = {"gdelt": gdelt(), "icews": icews(), "polecat": polecat()}[origin]
    path = file(tmp_path, origin, good, row, good)
    found = list(read(path))
    assert [isinstance(each, ForeignEvent) for each in found] == [True, False, True]
    reject = found[1]
    assert isinstance(reject, Reject) and reject.reason == reason and said in reject.detail
    assert reject.place == f"{path}:{2 if origin == 'gdelt' else 3}"


def test_american_dates_of_icews(tmp_path: Path) -> None:
    assert one(file(tmp_path, "icews", icews(Event_Date="6/1/2018"))).date == date(2018, 6, 1)


def test_known_damage_of_polecat(tmp_path: Path) -> None:
    surplus = one(file(tmp_path, "polecat", polecat().rstrip("\n") + "\t\t\n"))
    path = tmp_path / "named.txt"
    header, row = file(tmp_path, "polecat", polecat()).read_text("utf-8").splitlines()
    path.write_text(f"{header}\tHeadline\tEvent Text\tFeed\tStory ID\n{row}\n", "utf-8")
    assert one(path).recipient == surplus.recipient
    old = tmp_path / "old.txt"
    old.write_text(f"{header.replace('Event Intensity', 'Intensity')}\n{row}\n", "utf-8")
    assert one(old).event_scale == 4.0


def test_packed_files(tmp_path: Path) -> None:
    plain_file = file(tmp_path, "gdelt", gdelt(), gdelt(GLOBALEVENTID="410002"))
    packed = tmp_path / "day.gz"
    packed.write_bytes(gzip.compress(plain_file.read_bytes()))
    archive = tmp_path / "day.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.write(plain_file, "20150218.export.CSV")
        made.write(file(tmp_path, "icews", icews()), "sub/icews.tab")
        made.writestr("__MACOSX/._x", "junk")
    assert [e.id for e in read(packed) if isinstance(e, ForeignEvent)] == ["410001", "410002"]
    found = [e for e in read(archive) if isinstance(e, ForeignEvent)]
    assert [(e.origin, e.file, e.line) for e in found] == [
        ("gdelt", f"{archive}/20150218.export.CSV", 1), ("gdelt", f"{archive}/20150218.export.CSV", 2),
        ("icews", f"{archive}/sub/icews.tab", 2),
    ]  # fmt: skip


def test_what_is_cut_off_is_read_up_to_the_cut(tmp_path: Path) -> None:
    rows = "".join(gdelt(GLOBALEVENTID=str(n), SOURCEURL=f"https://x.example/{n * 7919}") for n in range(1, 3000))
    cut = tmp_path / "cut.gz"
    packed = gzip.compress(file(tmp_path, "gdelt", rows).read_bytes())
    cut.write_bytes(packed[: len(packed) // 2])
    *events, last = read(cut)
    assert len(events) > 100 and isinstance(last, Reject) and last.reason in ("corrupt", "wrong_cell_count")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    assert refused(broken).reason == "corrupt"


def test_latin_1_and_byte_order_marks(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes(file(tmp_path, "polecat", polecat(Placename="São Tomé")).read_text("utf-8").encode("latin-1"))
    assert one(path).place == "São Tomé"
    path.write_bytes(b"\xef\xbb\xbf" + file(tmp_path, "icews", icews()).read_bytes())
    assert one(path).origin == "icews"


def test_a_file_of_none_of_them(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("id,text\n1,hello\n", "utf-8")
    assert "1 tab-separated cells, not the columns of any data set known here" in refused(path).detail
    path.write_text(polecat(), "utf-8")
    (found,) = read(path, "icews")
    assert isinstance(found, Reject) and "not the columns of icews" in found.detail


@given(st.lists(st.text(st.characters(exclude_characters="\t\n\r"), max_size=8), min_size=61, max_size=61))
def test_no_cells_break_the_reader(cells: list[str]) -> None:
    shape = shape_of(gdelt().rstrip("\n").split("\t"))
    assert shape is not None
    row = shape.row(cells)
    if row is not None:  # surplus empty cells fall away
        try:
            reader.read(row, Line("f", 1, ""))
        except BadCell as error:
            assert str(error)
