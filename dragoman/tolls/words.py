"""Words that say what befell the people counted, and which nouns are people."""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTS = ("dead", "injured", "arrested", "displaced", "participants")
# Verbs whose object (or passive subject) is counted.
DONE_TO: Mapping[str, str] = {
    **dict.fromkeys(
        "kill slay murder execute massacre "
        "assassinate behead slaughter lynch hang electrocute".split(), "dead"),
    **dict.fromkeys("injure wound hurt maim hospitalize hospitalise burn".split(), "injured"),
    **dict.fromkeys("arrest detain jail imprison apprehend capture nab intern".split(), "arrested"),
    **dict.fromkeys("displace evacuate uproot".split(), "displaced"),
    **dict.fromkeys(
        "deploy mobilize mobilise mass dispatch "
        "draw attract amass withdraw muster".split(), "participants"),
}  # fmt: skip
# Verbs whose subject is counted.
DONE_BY: Mapping[str, str] = {
    **dict.fromkeys("die perish drown succumb".split(), "dead"),
    **dict.fromkeys("flee".split(), "displaced"),
    **dict.fromkeys(
        """
    gather march rally protest demonstrate attend participate assemble parade strike riot picket chant converge turn
    join flock
    """.split(),
        "participants",
    ),
}
# Adjectives and participles beside a number: "12 dead", "left 40 wounded".
STATES: Mapping[str, str] = {
    "dead": "dead", "killed": "dead", "slain": "dead", "injured": "injured", "wounded": "injured", "hurt": "injured",
    "hospitalized": "injured", "hospitalised": "injured", "arrested": "arrested", "detained": "arrested",
    "jailed": "arrested", "displaced": "displaced", "homeless": "displaced", "evacuated": "displaced",
    "executed": "dead", "murdered": "dead", "massacred": "dead", "beheaded": "dead", "captured": "arrested",
}  # fmt: skip
# Nouns that are counted themselves ("30 arrests"), or of which people are ("the deaths of 30 people").
NOUNS: Mapping[str, str] = {
    "death": "dead", "fatality": "dead", "killing": "dead", "murder": "dead", "execution": "dead", "massacre": "dead",
    "corpse": "dead", "body": "dead", "life": "dead", "injury": "injured", "arrest": "arrested", "detention": "arrested",  # noqa: E501
    "displacement": "displaced", "evacuation": "displaced", "exodus": "displaced", "flight": "displaced",
    "crowd": "participants", "march": "participants", "rally": "participants", "protest": "participants",
    "demonstration": "participants", "gathering": "participants", "turnout": "participants",
}  # fmt: skip
TOLLS: Mapping[str, str] = {"death": "dead", "dead": "dead", "fatality": "dead", "injury": "injured", "wounded": "injured",  # noqa: E501
                            "injured": "injured", "killed": "dead", "casualty": "", "arrest": "arrested"}  # fmt: skip
# Which tolls an event of each type can have. A toll told with an accusation is that of the act it is about.
MAY_HAVE: Mapping[str, frozenset[str]] = {
    "ASSAULT": _words("dead injured arrested displaced"),
    "PROTEST": _words("dead injured participants"),
    "COERCE": _words("dead injured arrested displaced"),
    "MOBILIZE": _words("participants displaced"),
    "RETREAT": _words("participants"),
    "AID": _words("participants displaced"),
    "COOPERATE": _words("participants"),
    "SUPPORT": _words("participants"),
    "CONSULT": _words("participants"),
    "CONCEDE": _words("participants"),
}
PEOPLE = _words(
    """
    person people man woman child boy girl soldier troop civilian militant fighter rebel insurgent protester
    protestor demonstrator policeman policewoman officer guard villager resident refugee worker migrant student
    activist journalist reporter passenger victim other gunman suspect prisoner hostage family supporter extremist
    terrorist jihadist islamist marine sailor pilot serviceman servicewoman personnel police peacekeeper monk farmer
    miner teacher doctor nurse patient tourist pilgrim worshiper worshipper shopper bystander pedestrian commuter
    tribesman clansman cleric imam priest nun lawyer lawmaker politician official diplomat aid volunteer medic
    paramedic rescuer firefighter youth teenager adult infant baby toddler girl schoolgirl schoolboy schoolchild
    pupil guerrilla separatist settler citizen national foreigner member follower dissident detainee inmate
    conscript recruit commando paratrooper ranger sniper assailant attacker bomber pirate smuggler trafficker looter
    rioter striker employee driver trader merchant vendor fisherman herder nomad peasant believer mourner congregant
    voter spectator fan marcher picketer leader commander general colonel captain cop trooper deputy agent spy
    contractor engineer expert observer monitor staff crew crewman employee blogger editor cameraman photographer
    household unionist combatant noncombatant operative loyalist evacuee asylum-seeker seeker individual relative
    brother sister mother father son daughter wife husband couple minor elder native Palestinian local inhabitant
    dweller townsperson islander adherent sympathizer sympathiser campaigner defender backer colleague friend
    survivor casualty force militiaman vigilante bandit gangster robber criminal airman servicemember reservist
    tribesperson secessionist one half dead wounded injured
    """
)  # fmt: skip
