"""The acceptance case: the one accord of a wire story, its stages and its term. The story lies beside the project."""

from __future__ import annotations

from dragoman.pipeline import Coder
from tests.accords.score_cases import codes
from tests.shared import shared

STAGES = [
    ("considered", {"SRB"}), ("proceedings launched", {"SRB"}), ("agreed", {"SRB", "RUS"}), ("confirmed", {"RUS"}),
    ("published", {"RUS"}),
]  # fmt: skip


def test_the_accord_of_the_wire_story(coder: Coder):
    report = coder.read(shared("seed", "dispatch.txt").read_text("utf-8"))
    (accord,) = report.accords
    assert codes(accord.parties) == {"SRB", "RUS"}
    assert accord.kind == "military"
    assert [(s.stage, codes(s.by)) for s in accord.stages] == STAGES
    assert accord.status == "published"
    (term,) = accord.terms
    assert (term.kind, codes(term.holder), codes(term.said_by)) == ("right", {"RUS"}, {"RUS"})
    assert term.act.split()[0] == "visit" and term.condition is not None and "consent" in term.condition
    heads = [mention.quote(report.document).split()[-1] for mention in accord.mentions]
    assert heads.count("agreement") == 4
    assert {"deal", "opening", "presence"} <= set(heads)
