"""Every format gives the same documents; every kind of damage is set aside with its place and reason."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dragoman.errors import InputError
from dragoman.reading import REASONS, count_hint, read
from dragoman.records import RawDocument, Reject

TEXT = "Norland recalled its envoy from Sudmark on Monday. The ministry gave no reason for the step."
ROWS = [
    {"id": "a1", "text": TEXT, "date": "2021-03-04", "title": "Envoy recalled", "url": "https://x.example/1"},
    {"id": "a2", "body": "Second text.", "published": "5 March 2021", "headline": "Second", "source": "The Post"},
]
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Envoy recalled | The Post</title>
<meta property="og:title" content="Envoy recalled"><meta property="og:site_name" content="The Post">
<meta property="article:published_time" content="2021-03-04T10:00:00Z"></head>
<body><nav>Home World Sport</nav><article><h1>Envoy recalled</h1>
{"".join(f"<p>{TEXT} Paragraph {word} adds a further detail about the talks.</p>" for word in ("one", "two", "three"))}
</article><footer>Terms of service</footer></body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Post</title><language>en-gb</language>
<item><title>Envoy recalled</title><link>https://x.example/1</link><guid>g1</guid>
<pubDate>Thu, 04 Mar 2021 10:00:00 GMT</pubDate><description>
&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;More.&lt;/p&gt;</description>
</item><item><title>No text</title></item></channel></rss>"""


def take(*inputs: Path | str) -> tuple[list[RawDocument], list[Reject]]:
    rejects: list[Reject] = []
    documents = list(read([str(i) for i in inputs], on_reject=rejects.append))
    assert all(reject.reason in REASONS for reject in rejects)
    return documents, rejects


def as_jsonl(rows: list[dict[str, str]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def as_parquet(rows: list[dict[str, str]]) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), sink)
    return sink.getvalue()


def as_warc(pages: list[bytes], packed: bool) -> bytes:
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=packed)
    for number, page in enumerate(pages):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
        url = f"https://x.example/2021/03/04/{number}"
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(page), http_headers=headers))
    return sink.getvalue()


def as_zip(members: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return sink.getvalue()


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.jsonl", as_jsonl(ROWS[:1])),
        ("a.ndjson", as_jsonl(ROWS[:1])),
        ("a.json", json.dumps(ROWS[:1], indent=2).encode()),
        ("object.json", json.dumps(ROWS[0]).encode()),
        ("a.csv", f'id,text,date,title,url\na1,"{TEXT}",2021-03-04,Envoy recalled,https://x.example/1\n'.encode()),
        (
            "semicolons.csv",
            f'id;text;date;title;url\na1;"{TEXT}";2021-03-04;Envoy recalled;https://x.example/1'.encode(),
        ),
        ("a.tsv", f"id\ttext\tdate\ttitle\turl\na1\t{TEXT}\t2021-03-04\tEnvoy recalled\thttps://x.example/1".encode()),
        ("a.parquet", as_parquet(ROWS[:1])),
        ("a.jsonl.gz", gzip.compress(as_jsonl(ROWS[:1]))),
        ("a.parquet.gz", gzip.compress(as_parquet(ROWS[:1]))),
        ("a.zip", as_zip({"in/a.jsonl": as_jsonl(ROWS[:1])})),
        ("b.zip", as_zip({"a.jsonl.gz": gzip.compress(as_jsonl(ROWS[:1]))})),
        ("no-extension", as_jsonl(ROWS[:1])),
        ("utf16.jsonl", as_jsonl(ROWS[:1]).decode().encode("utf-16")),
        (
            "mark.csv",
            f'\ufeffid,text,date,title,url\na1,"{TEXT}",2021-03-04,Envoy recalled,https://x.example/1'.encode(),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_row_is_the_same_document_in_every_format(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    documents, rejects = take(tmp_path / name)
    assert rejects == []
    (found,) = documents
    assert (found.id, found.text, found.title, found.url) == ("a1", TEXT, "Envoy recalled", "https://x.example/1")
    assert (found.published, found.published_basis, found.exact) == (date(2021, 3, 4), "given", True)


def test_other_names_of_columns_and_what_else_came_along(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(as_jsonl([{**ROWS[1], "section": "World", "rank": "3"}, {"Content": "Text.", "date": "soon"}]))
    (first, second), rejects = take(file)
    assert rejects == []
    assert (first.text, first.title, first.outlet, first.published) == (
        "Second text.",
        "Second",
        "The Post",
        date(2021, 3, 5),
    )
    assert dict(first.meta) == {"section": "World", "rank": "3", "date": "5 March 2021"}
    assert (second.text, second.published, second.published_basis) == ("Text.", None, "none")
    assert dict(second.meta) == {"date": "soon"}, "an unreadable date is kept, and no reject"


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.html", PAGE.encode()),
        ("a.txt", PAGE.encode()),
        ("page", PAGE.encode()),
        ("a.htm.gz", gzip.compress(PAGE.encode())),
        ("a.warc", as_warc([PAGE.encode()], packed=False)),
        ("a.warc.gz", as_warc([PAGE.encode()], packed=True)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_page_gives_its_article_and_its_metadata(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    documents, rejects = take(tmp_path / name)
    assert rejects == []
    (found,) = documents
    assert found.text.count(TEXT) == 3
    assert "Terms of service" not in found.text and "Sport" not in found.text
    assert not found.text.startswith("Envoy recalled"), "the title is a field"
    assert (found.title, found.outlet, found.language) == ("Envoy recalled", "The Post", "en")
    assert found.published == date(2021, 3, 4)
    assert found.exact is False


def test_a_feed_gives_one_document_an_entry(tmp_path: Path) -> None:
    for name in ("a.xml", "a.rss", "feed"):
        (tmp_path / name).write_text(FEED)
        documents, rejects = take(tmp_path / name)
        (found,) = documents
        assert found.text == f"{TEXT}\n\nMore."
        assert (found.id, found.title, found.outlet) == ("g1", "Envoy recalled", "The Post")
        assert (found.published, found.language) == (date(2021, 3, 4), "en")
        assert [reject.reason for reject in rejects] == ["empty_text"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "cp1251", "shift_jis"], ids=str
)
def test_a_text_file_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    sample = {
        "cp1251": "Президент встретился с министром обороны в Белграде. ",
        "shift_jis": "首相は火曜日に北京を訪問した。",
    }
    text = (sample.get(encoding) or "The café’s owner met François in Genève on Monday. ") * 12
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (found,), rejects = take(tmp_path / "a.txt")
    assert (found.text, rejects) == (text, [])


def test_mojibake_is_mended_and_nothing_else_is_touched(tmp_path: Path) -> None:
    sound = "Naïve “quotes”, an ellipsis… and\u00a0spaces  stay as they are — Ã alone too."
    file = tmp_path / "a.jsonl"
    file.write_bytes(as_jsonl([{"text": "FranÃ§ois met the CafÃ© owner."}, {"text": sound}]))
    (broken, untouched), _ = take(file)
    assert broken.text == "François met the Café owner."
    assert untouched.text == sound


def test_surrogates_and_nul_are_replaced_one_for_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"id": "a", "text": "one \\ud83d two \\u0000 three"}\n')
    (found,), rejects = take(tmp_path / "a.jsonl")
    assert (found.text, rejects) == ("one \ufffd two   three", [])


def rejected(data: bytes, name: str, *expected: tuple[str, str], documents: int = 0) -> pytest.param:
    return pytest.param(name, data, list(expected), documents, id=f"{name}-{expected[0][1]}-{len(data)}")


GOOD = as_jsonl(ROWS[:1])
LONG = "word " * 300_000
CUT_GZIP = gzip.compress(b"".join(as_jsonl([{"id": str(n), "text": f"{TEXT} {n * 7919}"}]) for n in range(5000)))


@pytest.mark.parametrize(
    "name, data, expected, documents",
    [
        rejected(GOOD + b'{"text": "cut\n' + GOOD, "a.jsonl", (":2", "broken_line"), documents=2),
        rejected(b"[1, 2]\n" + GOOD, "a.jsonl", (":1", "broken_line"), documents=1),
        rejected(b'{"title": "no text here"}\n' + GOOD, "a.jsonl", (":1", "missing_text"), documents=1),
        rejected(b'{"text": "  "}\n' + GOOD, "a.jsonl", (":1", "empty_text"), documents=1),
        rejected(b'{"text": 12}\n' + GOOD, "a.jsonl", (":1", "empty_text"), documents=1),
        rejected(b'{"text": "\x81\x00\x8d\xff"}\n' + GOOD, "a.jsonl", (":1", "undecodable"), documents=1),
        rejected(as_jsonl([{"text": LONG}]) + GOOD, "a.jsonl", (":1", "too_long"), documents=1),
        rejected(b'{"a":' * 100_000 + b"\n" + GOOD, "a.jsonl", (":1", "broken_line"), documents=1),
        rejected(b"id,title\n1,two\n3,four\n", "a.csv", (":1", "missing_text")),
        rejected(b"id,text\n1,one\n2,two,three\n4,four\n", "a.csv", (":3", "wrong_cell_count"), documents=2),
        rejected(b"id,text\n1,\n4,four\n", "a.csv", (":2", "empty_text"), documents=1),
        rejected(b"", "a.csv", ("", "empty_file")),
        rejected(b"", "a.txt", ("", "empty_file")),
        rejected(b"\n \n", "a.txt", ("", "empty_file")),
        rejected(b"", "unknown", ("", "empty_file")),
        rejected(bytes(range(256)) * 40, "a.txt", ("", "binary")),
        rejected(bytes(range(256)) * 40, "a.bin", ("", "binary")),
        rejected(b"\x89PNG\r\n\x1a\n" + b"\x01\x02" * 50, "picture.png", ("", "binary")),
        rejected(LONG.encode(), "a.txt", ("", "too_long")),
        rejected(b"<html><body></body></html>", "a.html", ("", "no_article")),
        rejected(b"", "a.html", ("", "empty_file")),
        rejected(b"<catalog><book>A</book></catalog>", "a.xml", ("", "no_feed")),
        rejected(CUT_GZIP[: len(CUT_GZIP) // 2], "a.jsonl.gz", ("", "corrupt"), documents=-1),
        rejected(b"\x1f\x8b no gzip at all", "a.txt.gz", ("", "corrupt")),
        rejected(b"PK\x03\x04 broken", "a.zip", ("", "corrupt")),
        rejected(b"PAR1 and nothing that follows", "a.parquet", ("", "corrupt")),
        rejected(as_parquet(ROWS[:1])[:-40], "a.parquet", ("", "corrupt")),
        rejected(as_parquet([{"id": "1", "title": "t"}]), "a.parquet", ("", "missing_text")),
        rejected(as_warc([PAGE.encode()] * 3, True)[:-150], "a.warc.gz", ("", "corrupt"), documents=-1),
        rejected(b"this is no WARC", "a.warc", (":1", "corrupt")),
        rejected(b'[{"text": "one"}, {"text": "tw', "a.json", (":2", "broken_line"), documents=1),
    ],
)  # fmt: skip
def test_bad_input_is_set_aside_and_the_rest_is_read(
    tmp_path: Path, name: str, data: bytes, expected: list[tuple[str, str]], documents: int
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z-last.jsonl").write_bytes(GOOD)
    found, rejects = take(tmp_path / name, tmp_path / "z-last.jsonl")
    assert found[-1].id == "a1", "the run goes on with the next file"
    if documents >= 0:
        assert len(found) - 1 == documents
    else:
        assert len(found) > 1, "what came before the damage is read"
    assert len(rejects) == len(expected)
    for reject, (place, reason) in zip(rejects, expected, strict=True):
        assert reject.reason == reason
        assert reject.place.startswith(str(tmp_path / name))
        assert place in reject.place


def test_a_line_too_long_to_hold_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.reading.lines import lines

    found = list(lines(io.BytesIO(b"short\n" + b"x" * 500 + b"\nlast"), limit=50))
    assert [(line.number, line.text, bool(line.problem)) for line in found] == [
        (1, "short", False), (2, "", True), (3, "last", False)
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["absent.txt", "absent/", "*.absent"])
def test_an_input_that_is_not_there_is_an_error_at_once(tmp_path: Path, name: str) -> None:
    for call in (lambda i: read(i, on_reject=lambda _: None), count_hint):
        with pytest.raises(InputError) as error:
            call([str(tmp_path / name)])
        message = str(error.value)
        assert name.rstrip("/") in message and "\n" not in message and "Check" in message


def test_folders_and_globs_are_read_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden", "c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    order = ["a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]
    assert [d.text for d in take(tmp_path)[0]] == order
    assert [d.text for d in take(tmp_path / "*.txt")[0]] == order[2:]
    assert sorted(d.text for d in take(tmp_path / "**")[0]) == order
    assert count_hint([str(tmp_path)]) == 4


@pytest.mark.parametrize("data", [GOOD, TEXT.encode(), PAGE.encode(), gzip.compress(GOOD), as_zip({"a.jsonl": GOOD})])
def test_standard_input_is_told_by_its_content(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (found,), rejects = take("-")
    assert TEXT in found.text and rejects == []
    assert found.place.startswith("stdin")
    assert count_hint(["-"]) is None


def _write_parquet(path: Path, count: int) -> None:
    parquet.write_table(pa.table({"text": [f"{TEXT * 10} {n}" for n in range(count)]}), path, row_group_size=500)


def _write_json(path: Path, count: int) -> None:
    path.write_text(json.dumps([{"text": f"{TEXT * 10} {n}"} for n in range(count)]))


def _write_csv(path: Path, count: int) -> None:
    path.write_text("text\n" + "".join(f'"{TEXT * 10} {n}"\n' for n in range(count)))


def _write_jsonl(path: Path, count: int) -> None:
    path.write_bytes(as_jsonl([{"text": f"{TEXT * 10} {n}"} for n in range(count)]))


def _write_zip(path: Path, count: int) -> None:
    path.write_bytes(as_zip({f"{n}.txt": f"{TEXT * 10} {n}".encode() for n in range(count)}))


@pytest.mark.parametrize(
    "name, write",
    [("a.jsonl", _write_jsonl), ("a.csv", _write_csv), ("a.json", _write_json), ("a.parquet", _write_parquet),
     ("a.zip", _write_zip)],
)  # fmt: skip
def test_memory_does_not_grow_with_the_number_of_documents(
    tmp_path: Path, name: str, write: Callable[[Path, int], None]
) -> None:
    def peak(count: int) -> int:
        write(tmp_path / name, count)
        tracemalloc.start()
        try:
            assert sum(1 for _ in read([str(tmp_path / name)], on_reject=pytest.fail)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    # 4,000 documents of a kilobyte are 8 MB more with their copies; a zip's own table of contents, which must be
    # held, costs up to one and a half kilobytes a member.
    assert peak(5000) - peak(1000) < (7_000_000 if name == "a.zip" else 2_500_000)


def test_count_hint_counts_rows_and_files(tmp_path: Path) -> None:
    _write_jsonl(tmp_path / "a.jsonl", 7)
    _write_parquet(tmp_path / "b.parquet", 5)
    (tmp_path / "c.txt").write_text(TEXT)
    assert count_hint([str(tmp_path)]) == 13
    (tmp_path / "d.csv").write_text("text\na\n")
    assert count_hint([str(tmp_path)]) is None
