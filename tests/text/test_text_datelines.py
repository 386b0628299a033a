"""Datelines of many agencies and regions, and sentences that only begin like one."""

from __future__ import annotations

import pytest

from dragoman.text.datelines import find_dateline

REST = "The government said on Monday that talks would resume."
# the line, its place, its region, its agency
CASES = [
    (f"BELGRADE, Serbia (AP) — {REST}", "Belgrade", "Serbia", "AP"),
    (f"BELGRADE – {REST}", "Belgrade", "Serbia", None),
    (f"MOSCOW (AP)_ {REST}", "Moscow", "Russia", "AP"),
    (f"MOSCOW (AP) _ {REST}", "Moscow", "Russia", "AP"),
    (f"WASHINGTON/BRUSSELS (Reuters) - {REST}", "Washington/Brussels", None, "Reuters"),
    (f"LAGOS, Nigeria, Jan 3 (Reuters) — {REST}", "Lagos", "Nigeria", "Reuters"),
    (f"BEIJING, March 2 (Xinhua) -- {REST}", "Beijing", "China", "Xinhua"),
    (f"Cairo - {REST}", "Cairo", "Egypt", None),
    (f"KABUL, Afghanistan: {REST}", "Kabul", "Afghanistan", None),
    (f"KABUL: {REST}", "Kabul", "Afghanistan", None),
    (f"TOKYO, Jan. 7, 2019 (Kyodo) - {REST}", "Tokyo", "Japan", "Kyodo"),
    (f"TEHRAN (Tasnim) – {REST}", "Tehran", "Iran", "Tasnim"),
    (f"SEOUL, Aug. 11 (Yonhap) -- {REST}", "Seoul", "South Korea", "Yonhap"),
    (f"NEW DELHI, Oct 4 (PTI) {REST}", "New Delhi", "India", "PTI"),
    (f"ISLAMABAD, Jul 09 (APP): {REST}", "Islamabad", "Pakistan", "APP"),
    (f"ANKARA (AA) - {REST}", "Ankara", "Turkey", "AA"),
    (f"KUALA LUMPUR, Sept 3 (Bernama) -- {REST}", "Kuala Lumpur", "Malaysia", "Bernama"),
    (f"PORT-AU-PRINCE, Haiti (AP) — {REST}", "Port-au-Prince", "Haiti", "AP"),
    (f"N'DJAMENA, Chad (AP) — {REST}", "N'Djamena", "Chad", "AP"),
    (f"UNITED NATIONS (AP) — {REST}", "United Nations", "United States", "AP"),
    (f"THE HAGUE, Netherlands (AP) — {REST}", "The Hague", "Netherlands", "AP"),
    (f"KYIV, Ukraine (AP) — {REST}", "Kyiv", "Ukraine", "AP"),
    (f"KIEV (AFP) - {REST}", "Kiev", "Ukraine", "AFP"),
    (f"TBILISI, Georgia (AP) — {REST}", "Tbilisi", "Georgia", "AP"),
    (f"ATLANTA, Ga. (UPI) -- {REST}", "Atlanta", "Georgia", "UPI"),
    (f"AUSTIN, Texas — {REST}", "Austin", "Texas", None),
    (f"PARIS, Mo. — {REST}", "Paris", "Missouri", None),
    (f"OTTAWA — {REST}", "Ottawa", "Canada", None),
    (f"GAZA CITY, Gaza Strip (AP) — {REST}", "Gaza City", "Gaza Strip", "AP"),
    (f"QAMISHLI, Syria (AFP) — {REST}", "Qamishli", "Syria", "AFP"),
    (f"HARARE (Reuters) - {REST}", "Harare", "Zimbabwe", "Reuters"),
    (f"BUENOS AIRES, Argentina (AP) -- {REST}", "Buenos Aires", "Argentina", "AP"),
    (f"CANBERRA, Australia (AAP) - {REST}", "Canberra", "Australia", "AAP"),
    (f"Berlin (dpa) - {REST}", "Berlin", "Germany", "dpa"),
    (f"Madrid, 7 Nov (EFE).- {REST}", "Madrid", "Spain", "EFE"),
    (f"Beirut: {REST}", "Beirut", "Lebanon", None),
    (f"Nairobi — {REST}", "Nairobi", "Kenya", None),
    (f"ZWOLBURG (XKLM) - {REST}", "Zwolburg", None, "XKLM"),
    (f"WASHINGTON (RNS) {REST}", "Washington", "United States", "RNS"),
    ("Washington (CNN)", "Washington", "United States", "CNN"),
    ("JUBA —", "Juba", "South Sudan", None),
    (f"DETROIT {REST}", "Detroit", "United States", None),
    (f"NEW YORK, Oct. 20, 2020 /PRNewswire/ -- {REST}", "New York", "United States", "PRNewswire"),
]
NOT_DATELINES = [
    "NATO - the alliance of thirty states - said it would not join the talks.",
    "NATO – The alliance said it would not join the talks this week at all.",
    "ISIS — The group said it was behind the attack on the town of Velm.",
    "UNICEF: Children in the province go hungry, the agency said on Monday.",
    "Paris – the city of light – was dark on Monday evening after the strike.",
    "Jordan: King Abdullah arrives in Aqaba for talks with his ministers.",
    "Analysts - The talks may well fail, they said on Monday in the capital.",
    "The minister said: Norland will never sign such an accord with Sudmark.",
    "Serbia - a candidate for membership - rejected the demand on Monday.",
    "MOSCOW has rejected the demand, a spokesman said on Monday in a statement.",
    "Moscow, Beijing and Tehran - all three - rejected the demand on Monday.",
    "London-based analysts said on Monday that the talks would resume soon.",
    "U.S. - The president said on Monday that talks would resume quite soon.",
    "A man from Velm, Essex - was charged on Monday with spying for Norland.",
    "A man from Clacton, Essex - The court charged him on Monday with spying.",
    "UPDATE: The talks have been called off, the ministry said on Monday night.",
    "EXCLUSIVE - The minister met the rebels in secret, sources said on Monday.",
    "10:30 - The president arrives at the palace for talks with the envoy.",
    "GREEN fingered youngsters from a school have been hard at work in the park.",
    "“BERLIN – The city” is the name of the show that opened there on Monday.",
    "Mr Smith (AP) - The witness said on Monday that he had seen nothing at all.",
    "Washington — and Brussels with it — rejected the demand on Monday.",
]


@pytest.mark.parametrize("line, place, region, agency", CASES, ids=[case[0][:40] for case in CASES])
def test_datelines(line: str, place: str, region: str | None, agency: str | None) -> None:
    found = find_dateline(line)
    assert found is not None
    dateline = found.dateline
    assert (dateline.place, dateline.region, dateline.agency) == (place, region, agency)
    assert line[found.end :] in (REST, "")
    assert line.startswith(dateline.text)


@pytest.mark.parametrize("line", NOT_DATELINES)
def test_what_only_looks_like_a_dateline(line: str) -> None:
    assert find_dateline(line) is None


@pytest.mark.parametrize(
    "line, day", [("LAGOS, Nigeria, Jan 3 (Reuters) — It", "Jan 3"), ("Velm, Ky. (May 2, 2016) – It", "May 2, 2016")]
)
def test_the_day_of_a_dateline(line: str, day: str) -> None:
    found = find_dateline(line)
    assert found is not None and found.day is not None
    assert found.day.text == day


def test_a_dateline_that_starts_the_report_is_found_at_once_in_a_long_text() -> None:
    assert find_dateline("word " * 200_000) is None
