"""Labels on word pieces: each act, role and pair of a corpus entry stands where its words stand."""

from __future__ import annotations

from tokenizers import BertWordPieceTokenizer

from dragoman.events.model import WEIGHTS
from training.corpus import parse
from training.examples import AUX, FORMS, LONGEST, ROLES, TYPES, example

BLOCK = """# region=Africa decade=2000s register=wire

Chad reportedly expelled Sudan's envoy in May, and both neighbours later signed a truce in Dakar.
SANCTION/expel !alleged | act expelled | who Chad=TCD/GOV | whom Sudan's envoy=SDN/GOV | when in May
SUPPORT | act signed | who Chad=TCD/GOV | who Sudan=SDN/GOV | where Dakar
"""


def made(text: str = BLOCK):
    tokenizer = BertWordPieceTokenizer(str(WEIGHTS / "vocab.txt"), lowercase=True)
    (entry,) = parse(text, "x.txt")
    coded = tokenizer.encode(entry.sentence)
    return example(entry, tokenizer), coded.tokens


def test_an_act_labels_its_pieces_and_no_others():
    each, tokens = made()
    assert [(t, TYPES[k]) for t, k in zip(tokens, each.kinds, strict=True) if k] == [
        ("expelled", "SANCTION"),
        ("signed", "SUPPORT"),
    ]


def test_roles_modes_and_aux_of_each_act():
    each, tokens = made()
    first, second = each.acts
    words = {role: [tokens[i] for i in at] for role, at in zip(ROLES, first.roles, strict=True)}
    assert words == {
        "who": ["chad"],
        "whom": ["sudan", "'", "s", "envoy"],
        "by": [],
        "where": [],
        "when": ["in", "may"],
    }
    assert [FORMS[i] for i in first.forms] == ["SANCTION/expel"]
    assert [AUX[i] for i in first.aux] == ["alleged"]
    assert second.aux == ()


def test_parties_are_joined_by_the_act_between_them_and_back_where_it_is_mutual():
    each, tokens = made()
    joined = {
        (" ".join(tokens[i] for i in p.actor), " ".join(tokens[i] for i in p.recipient)): TYPES[p.kind]
        for p in each.pairs
    }
    assert joined["chad", "sudan ' s envoy"] == "SANCTION"
    assert joined["sudan ' s envoy", "chad"] == "NONE"
    assert joined["chad", "sudan"] == joined["sudan", "chad"] == "SUPPORT"


def test_what_lies_behind_the_longest_is_cut():
    long = "Chad " + "very " * (2 * LONGEST) + "reportedly expelled an envoy."
    each, _ = made(
        f"# region=Africa decade=2000s register=wire\n\n{long}\nSANCTION/expel | act expelled | who Chad=TCD/GOV\n"
    )
    assert len(each.ids) == LONGEST
    assert each.acts == ()
