"""Killed at any moment and started again: nothing is lost, nothing is there twice. With real processes."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from chronicles import contents

from dragoman.records import Document, Report
from dragoman.store import Chronicle

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CODE = [sys.executable, str(HERE / "code_with_fake.py")]


@pytest.fixture
def documents(tmp_path):
    path = tmp_path / "in.jsonl"
    rows = [json.dumps({"id": f"d{n % 110}", "text": f"RUS met SRB, then USA: {n}."}) for n in range(120)]
    rows[30:30] = ["{broken", "also broken"]
    path.write_text("\n".join(rows), "utf-8")
    return path


def code(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*CODE, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=True)


def killed(by: int, after: float, *arguments: object) -> int:
    """Start a run that takes about 1.2 seconds, end it so long after its first batch, and return its status."""
    command = [*CODE, *map(str, arguments), "--seconds", "0.01"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.send_signal(by)
        process.stdout.read()
    return process.returncode


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_and_started_again_it_is_one_run(tmp_path, documents, jobs):
    code(documents, "--db", tmp_path / "whole.duckdb", "--to", tmp_path / "whole.csv")
    moments = random.Random(jobs)
    for kind, target in (("--db", tmp_path / "c.duckdb"), ("--to", tmp_path / "o.csv")):
        for _ in range(2):
            assert killed(signal.SIGKILL, moments.uniform(0, 0.4), documents, kind, target, "--jobs", jobs) == -9
        assert code(documents, kind, target, "--jobs", jobs).stdout.splitlines()[-1].startswith("finished")
    assert contents(tmp_path / "c.duckdb") == contents(tmp_path / "whole.duckdb")
    assert (tmp_path / "o.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert (tmp_path / "o.rejects.jsonl").read_bytes() == (tmp_path / "whole.rejects.jsonl").read_bytes()
    assert not list(tmp_path.glob("*.part*"))


def test_ctrl_c_ends_the_run_in_good_order(tmp_path, documents):
    whole, path = tmp_path / "whole.duckdb", tmp_path / "c.duckdb"
    assert killed(signal.SIGINT, 0.2, documents, "--db", path) == 130
    filed = len(contents(path)["documents"])
    assert 0 < filed < 120
    assert code(documents, "--db", path).stdout.splitlines()[-1].split()[:2] == ["finished", "120"]
    code(documents, "--db", whole)
    assert contents(path) == contents(whole)


def test_the_benchmark_of_killing_and_resuming_runs_small():
    command = f"{sys.executable} {HERE / 'code_with_fake.py'} --seconds 0.01"
    bench = [sys.executable, str(ROOT / "bench" / "resume.py"), "--documents", "60", "--kills", "3"]
    ran = subprocess.run([*bench, "--command", command], capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    table = {line.split()[0]: line.split()[1:] for line in ran.stdout.splitlines() if line.endswith("equal")}
    assert table["documents"] == ["60", "60", "0", "equal"]
    assert int(table["events"][0]) > 60
    assert int(table["stories"][0]) < int(table["story_events"][0]) and int(table["links"][0]) > 0
    assert ran.stdout.count("\nkilled") == 3
    assert "DIFFERS" not in ran.stdout


def test_the_benchmark_finds_a_difference(tmp_path):
    sys.path.insert(0, str(ROOT / "bench"))
    import resume

    for name, count in (("one", 3), ("other", 2)):
        with Chronicle.open(tmp_path / name) as chronicle:
            reports = [Report(Document(f"d{n}", "text"), "no_act") for n in range(count)]
            chronicle.add(reports, chronicle.start_run("1", "", name))
    found = {table: apart for table, _, _, apart in resume.differences(tmp_path / "one", tmp_path / "other")}
    assert found["documents"] > 0
    assert found["events"] == 0
