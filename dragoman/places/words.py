"""Words around a name that tell whether it is a place: prepositions, titles, kinds of places and of organisations."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# After these a name is a place, whatever else it may be.
STRONG = _words("in at near outside around across inside throughout within outside beyond toward towards into via")
# After these it is one if it is a place of some size.
WEAK = _words("to from of off over between through along through for on leaving reached amid past")
SPEECH = _words("say tell add warn note ask insist explain reply argue write believe think recall know want declare")
# "shelled X", "visited X", "left X".
TARGETED = _words(
    """
    attack bomb shell raid hit strike bombard pound storm besiege capture seize occupy recapture retake liberate
    blockade visit leave reach enter evacuate flee invade tour control rock shake surround encircle overrun
    lose burn defend cede abandon torch loot sack raze regain retain flood
    """
)
# "in the southern city of X"
KINDS = _words(
    """
    city cities town towns village villages capital port province region district state county suburb suburbs
    neighborhood neighbourhood municipality hamlet island islands republic governorate prefecture resort settlement
    stronghold enclave area camp border territory outskirts
    """
)
# "a Dover man": after a place, who is from there.
INHABITANTS = _words(
    """
    man men woman women teenager teenagers boy girl couple family resident residents native priest teacher businessman
    businesswoman motorist driver farmer farmers firefighters firemen teen youth mother father schoolboy schoolgirl
    magistrate magistrates jury nurse doctor mechanic lawyer pensioner shopkeeper
    """
)
DESIGNATORS = _words(
    """
    province region state oblast governorate prefecture department canton division voivodeship krai territory
    provinces states republic county
    """
)
# Before a place and no part of its name.
BEFORE = _words(
    """
    north south east west northern southern eastern western central northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern upper lower greater downtown mainland metropolitan rural
    urban suburban inner outer mid occupied the modern post neighboring neighbouring nearby president-elect
    """
)
# After a place and no part of its name: offices, kinds of places, days, what papers put capitals on in headlines.
AFTER = _words(
    """
    president premier chancellor king queen prince emir sultan prime foreign defense defence interior finance
    justice minister ministers secretary ambassador envoy governor gov mayor senator sen rep congressman
    representative attorney police sheriff army military troops forces rebels government parliament officials
    official court province region state oblast governorate prefecture city town district border mayor's city's
    county monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december jan feb aug sept oct nov dec gov. sen. rep. lt lt. deputy vice bishop
    archbishop time says said attack bombing talks summit peace crisis war protest protests elections election
    airport international national peninsula
    """
)
# Parts of an organisation's, a paper's or a building's name.
ORGANISATION = _words(
    """
    university college institute times post herald tribune news journal gazette observer guardian telegraph press
    chronicle globe sun star mail today bank airlines airways hospital church museum club fc united rovers wanderers
    street avenue road boulevard square palace hotel tower bridge park stadium arena theatre theater opera orchestra
    exchange group corp inc ltd company co petroleum steel motors treaty agreement accord accords convention
    protocol process declaration conference plan pact club city's foundation center centre society association
    council commission bureau tribunal hilton jackson high school heights marathon derby cup league championship
    """
)
# "University of Chicago", "Battle of Mosul": the name after "of" belongs to what stands before it.
OF_NAMES = _words(
    """
    university bank college church institute museum duke duchess earl tower treaty battle archbishop bishop bank
    school academy order house society diocese archdiocese treaty convention free voice radio times council merchant
    prince princess baron count lord lady saint guardian guardians
    """
)
HONORIFICS = _words(
    """
    mr mrs ms miss dr sir lord lady dame rev prof judge justice sen rep gov gen col maj capt lt sgt cpl adm cmdr
    senator congressman congresswoman general colonel major captain lieutenant sergeant admiral commander president
    chancellor premier minister secretary ambassador governor mayor king queen prince princess pope cardinal bishop
    archbishop sheikh sheik imam ayatollah rabbi father sister brother saint officer detective sheriff spokesman
    spokeswoman coach chairman chairwoman director professor doctor attorney lawyer
    """
)
# After these words a capitalised name is no place, or the word itself is none: names that plain words share.
NEVER = _words(
    """
    international crescent
    congress parliament senate house cabinet police army islam christmas easter ramadan god bible quran internet
    facebook twitter google apple google amazon youtube instagram march may april june july august monday tuesday
    wednesday thursday friday saturday sunday january february september october november december mr mrs ms sir he
    she they it we i you the a an of to and but or if as at by on in man men mary john paul peter david michael
    george allah jesus christ moses islamic arab arabs muslim muslims christian christians jew jews catholic
    catholics orthodox buddhist hindu sunni shiite shia kurdish kurd kurds republican republicans democrat democrats
    democratic liberal labour labor conservative green union federation league nation nations united states peace
    war justice reform liberty independence freedom victory hope unity progress center centre central north south
    east west northern southern eastern western northeast northwest southeast southwest new old great grand little
    big black white red blue gold silver iron summit forum treaty pact accord deal police prison court minister
    president premier general admiral major captain colonel governor mayor king queen prince princess pope bishop
    speaker chairman secretary director editor university college school hospital airport station street road park
    bridge square palace hall mission commission council committee board bank fund group company corporation agency
    office bureau force corps guard guards marine marines navy air english french german italian spanish portuguese
    polish russian turkish greek dutch swedish danish irish british american chinese japanese korean indian israeli
    palestinian egyptian syrian iraqi iranian lebanese saudi afghan pakistani ukrainian serbian croatian bosnian
    african asian european latin hamas hezbollah taliban isis nato un eu opec reuters ap afp xinhua tass bbc cnn
    most best date male female man woman boy girl day night morning evening today tomorrow yesterday spring summer
    autumn fall winter ebola aids hiv covid zika sars mers virus flu imperial royal federal supreme high western
    capital capitol pentagon opposition resistance santa natal pascal universal mobile nice reading bath sandy
    police normal orange media roman republic kurdistan's pearl harbor us-led anti pro ex post pre non guardian
    independent times manuel antonio jose carlos miguel pedro rafael luis diego fernando gabriel angel martin
    alberto eduardo ali hassan ahmed mohammed mohamed muhammad abdullah omar osama said salah mahmoud ibrahim yusuf
    mustafa khan kim lee park li wang zhang chen wu singh kumar
    """
) - _words("orange mobile nice reading bath normal natal park kurdistan's")
# Phrases of the news that some town is called; apart by bars.
NEVER_PHRASES = frozenset(
    phrase.strip()
    for phrase in """
    berkshire hathaway |
    black friday | blue house | capitol hill | central bank | cold war | foreign office | free state of
    | general assembly | good friday | grand jury | green zone | high court | holy land | home office |
    independence day | islamic state | labor day | memorial day | national city | national park |
    new city | new year | old city | old town | red cross | river valley | security council | state department |
    supreme court | the city | the state | union station | university city | wall street | white house | world cup
    """.replace("\n", " ").split("|")
)
# Places that are as often people: taken only where the grammar says place.
PEOPLE = _words(
    """
    jackson lincoln madison houston austin dallas cleveland arlington aurora irving salem orlando charlotte victoria
    sydney florence chelsea batman sophia ricardo brent dunn diego santos morales lopez chavez mendoza cordoba leon ramirez garcia martinez hernandez
    perez gonzalez rodriguez sanchez torres vargas castro bolivar sucre guerrero hidalgo moreno medina rosario
    franklin hamilton nelson wellington clinton bush carter kennedy johnson ford reagan monroe jefferson harrison
    taylor grant hayes garfield arthur mckinley wilson roosevelt truman eisenhower nixon obama trump biden blair
    brown cameron thatcher churchill marshall montgomery lancaster preston bradford warren sheffield stafford kent
    douglas gordon graham stirling ross logan clayton dayton newton milton burton norton sutton melbourne albert
    george francis frances santiago francisco israel jordan chad georgia kenya asia paris london brooklyn savannah
    sierra dakota carolina virginia reading mobile nice bath normal orange natal male lead angeles manning lima
    lagos costa rivera palmer parker tyler irvine allen anderson lawrence macon bell hill wood rice young king rose
    day cole page dean rich sterling mason hunter carson elizabeth augusta alexandria helena regina olympia eugene
    eugenia athens troy hector homer laurel marion mercedes pueblo valencia vera sonora granada laredo odessa lopez
    lafayette livingston bismarck humboldt darwin columbus hudson baker fisher webster bryan norman roman sinaloa
    marco pierre cohen lewis clark murphy murray morris moses miller martin meyer moore nash osman orban perry
    peters pierce porter powell price quinn reed reid rogers ryan sanders saunders scott shannon shaw simpson smith
    spencer stanley stewart stone stuart sullivan thomas thompson turner vance walker wallace walsh ward watson west
    wright york delta enterprise liberty union star bay crown dover
    """ ) - _words(  # noqa: E501
    """
    london paris athens kenya asia lagos lima york israel jordan chad georgia melbourne alexandria laredo houston
    dallas sierra sinaloa virginia
    """
)  # fmt: skip
