"""How much the model's word counts beside the grammar's.

The figures were chosen among a few values each by what they gave on the annotated development articles (detected F1,
then type and both parties). Letting the model replace the grammar's type, or the parties the grammar found, gave
less on those articles, so it does neither.
"""

# The model names an act of its own from this probability up that some words name one.
LEAST = 0.8
# What the grammar takes for an act, without finding both its parties, is none where the model is this sure of it.
NO_ACT = 0.97
# A mention fills a role that the grammar left empty, a mode or an auxiliary mode holds, from this probability up.
ROLES = {"who": 0.5, "whom": 0.35}
MODE = 0.5
AUX = 0.5
# The share of the model's word on the type between two marked parties; the rest is the grammar's. Of 0.3 to 0.8 in
# steps of 0.1, 0.3 and 0.4 are best, and alike, on the development half of a published set.
PAIR = 0.4
