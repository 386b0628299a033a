"""PLOVER's conventions: which type an act becomes when it is promised, planned, threatened, refused or asked for.

After sections 3 and 4 of the PLOVER manual: future cooperation is AGREE, promised retreat is CONCEDE, future
force is THREATEN; where a single type fits it is used, never another type with an auxiliary mode.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
YIELDING = frozenset({"CONCEDE", "RETREAT"})
CONFLICT = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST", "THREATEN"})
# CONSULT and the like are told as facts in these words of the future as well as in promises.
_AHEAD = frozenset({"promise", "plan", "announce", "future", "consider"})

QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}


@dataclass(frozen=True, slots=True)
class Act:
    """What an act is after the words that govern it have been heard."""

    event: str
    mode: tuple[str, ...]
    aux: tuple[str, ...]


def threat_mode(event: str, mode: Iterable[str]) -> tuple[str, ...]:
    """Return the THREATEN mode for a threatened act: what is threatened, not how."""
    modes = set(mode)
    match event:
        case "ASSAULT" | "MOBILIZE":
            return ("violence",)
        case "SANCTION":
            return ("expel",) if "expel" in modes else ("relations",) if "withdraw" in modes else ("restrict",)
        case "COERCE":
            return ("arrest",) if "arrest" in modes else ("expel",) if "deport" in modes else ("restrict",)
        case "PROTEST":
            return ("restrict",)
        case "REJECT" | "RETREAT":
            return ("relations",)
    return ()


def asked_mode(event: str | None) -> tuple[str, ...]:
    """Return the mode of a REQUEST or REJECT from the type of what is asked for or refused."""
    match event:
        case "CONSULT":
            return ("meet",)
        case "AID" | "COOPERATE" | "SUPPORT" | "AGREE":
            return ("assist",)
        case "RETREAT" | "CONCEDE":
            return ("yield",)
    return ()


def governed(event: str, mode: tuple[str, ...], kinds: Iterable[str], *, negated: bool = False) -> Act | None:
    """Return what an act becomes under the words above it, nearest first; None where it is no act any more.

    ``kinds`` are those of control.csv, and "future" or "hypothetical" for its own auxiliary verbs.
    """
    aux: list[str] = ["negation"] if negated else []
    kinds = list(kinds)
    if "avert" in kinds:  # what was foiled or called off was never more than planned
        kinds = [k for k in kinds if k not in ("plan", "promise", "announce", "future", "consider", "try", "stop")]
    if "announce" in kinds:  # "announced that it would pull out": the announcement decides
        kinds = [k for k in kinds if k != "future"]
    for kind in kinds:
        match kind:
            case "promise" | "plan" | "announce" | "future":
                if "negation" in aux and kind == "promise" and event in CONFLICT:
                    event, mode, aux = "CONCEDE", (), []
                elif "negation" in aux and kind in ("promise", "plan", "future") and event in COOPERATIVE | YIELDING:
                    event, mode, aux = "REJECT", asked_mode(event), []
                elif event == "MOBILIZE" and kind == "promise":
                    event, mode = "AGREE", ()  # sent to help, not to frighten
                elif event in COOPERATIVE:
                    if kind == "announce" and event in ("SUPPORT", "AID", "COOPERATE", "CONSULT"):
                        continue
                    event, mode = "AGREE", ()
                elif event == "RETREAT":
                    if "resign" in mode and kind == "announce":
                        continue
                    event, mode = "CONCEDE", ()
                elif event in ("SANCTION", "COERCE", "ASSAULT", "MOBILIZE") and kind != "announce":
                    event, mode = "THREATEN", threat_mode(event, mode)
                elif (kind != "announce" or event == "PROTEST") and event not in ("AGREE", "CONCEDE", "THREATEN"):
                    aux.append("future")
            case "consider" | "hypothetical":
                if event in COOPERATIVE:
                    event, mode = "AGREE", ()
                elif event == "RETREAT":
                    event, mode = "CONCEDE", ()
                aux.append("hypothetical")
            case "try":
                if event != "ASSAULT":
                    aux.append("hypothetical")
            case "conditional":  # told as not or not yet being so; what it would be stays what it is
                aux.append("hypothetical")
            case "fail" if event in ("AGREE", "SUPPORT"):
                event, mode = "REJECT", ()  # "failed to reach a deal"
            case "fail" | "deny" | "avert":
                aux.append("negation")
            case "wish":
                if event in COOPERATIVE | YIELDING:
                    return None
                aux.append("hypothetical")
            case "stop":
                if event in ("ASSAULT", "COERCE"):
                    event, mode = "RETREAT", ("ceasefire",) if event == "ASSAULT" else ()
                elif event in ("AID", "COOPERATE", "CONSULT"):
                    event, mode = "SANCTION", ("discontinue",)
                else:
                    return None
            case "prevent":
                return None
            case "accuse":
                aux.append("alleged")
    return Act(event, mode, tuple(dict.fromkeys(aux)))
