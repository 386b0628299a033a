"""Rows of other data sets, made by hand, and the files they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from dragoman.exports.icews import COLUMNS as ICEWS
from dragoman.exports.polecat import COLUMNS as POLECAT
from dragoman.imports.gdelt import COLUMNS_OF

_GDELT = {
    "GLOBALEVENTID": "410001", "SQLDATE": "20150218", "MonthYear": "201502", "Year": "2015",
    "FractionDate": "2015.1315",
    "Actor1Code": "PERGOV", "Actor1Name": "LIMA", "Actor1CountryCode": "PER", "Actor1Type1Code": "GOV",
    "Actor2Code": "CHL", "Actor2Name": "CHILE", "Actor2CountryCode": "CHL", "IsRootEvent": "1", "EventCode": "112",
    "EventBaseCode": "112", "EventRootCode": "11", "QuadClass": "3", "GoldsteinScale": "-2.0", "NumMentions": "4",
    "NumSources": "1", "NumArticles": "4", "AvgTone": "-3.1", "Actor1Geo_Type": "0", "Actor2Geo_Type": "0",
    "ActionGeo_Type": "4", "ActionGeo_FullName": "Arica, Arica y Parinacota, Chile", "ActionGeo_CountryCode": "CI",
    "ActionGeo_Lat": "-18.475", "ActionGeo_Long": "-70.3042", "ActionGeo_FeatureID": "-871939",
    "DATEADDED": "20150219001500", "SOURCEURL": "https://diario.example/arica",
}  # fmt: skip
_ICEWS = {
    "Event ID": "31000001", "Event Date": "2009-07-05", "Source Name": "Police (Honduras)",
    "Source Sectors": "Government,Police", "Source Country": "Honduras",
    "Event Text": "Use tactics of violent repression",
    "CAMEO Code": "175", "Intensity": "-9.0", "Target Name": "Protester (Honduras)",
    "Target Sectors": "Protestors / Popular Opposition / Mobs,Dissident", "Target Country": "Honduras",
    "Story ID": "7", "Sentence Number": "2", "Publisher": "Heraldo", "City": "Tegucigalpa", "District": "NA",
    "Province": "Francisco Morazan", "Country": "Honduras", "Latitude": "14.0818", "Longitude": "-87.2068",
}  # fmt: skip
_POLECAT = {
    "Event ID": "a17_1", "Event Date": "2022-11-08", "Event Type": "CONSULT", "Event Mode": "visit",
    "Event Intensity": "4.0", "Quad Code": "VERBAL COOPERATION", "Contexts": "diplomatic; economic",
    "Actor Name": "Lazarus Chakwera", "Actor Country": "MWI", "Actor COW": "553", "Primary Actor Sector": "GOV",
    "Actor Sectors": "GOV", "Recipient Name": "Samia Suluhu Hassan; Tanzanian Army", "Recipient Country": "TZA; TZA",
    "Recipient COW": "510; 510", "Primary Recipient Sector": "GOV; MIL", "Recipient Sectors": "GOV|ELI; MIL",
    "Placename": "Dodoma", "Country": "TZA", "Latitude": "-6.1722", "Longitude": "35.7395", "Source": "Daily Post",
    "Publication Date": "2022-11-09", "Language": "en", "Version": "NGEC 1",
}  # fmt: skip


def _row(columns: Iterable[str], plain: Mapping[str, str], missing: str, told: Mapping[str, str]) -> str:
    cells = {**plain, **told}
    return "\t".join(cells.get(name, missing) for name in columns) + "\n"


def gdelt(columns: int = 61, **told: str) -> str:
    """Return a row of GDELT with so many columns."""
    return _row(COLUMNS_OF[columns], _GDELT, "", told)


def icews(**told: str) -> str:
    """Return a row of ICEWS; "_" stands for the blanks of column names."""
    return _row(ICEWS, _ICEWS, "NA", {name.replace("_", " "): value for name, value in told.items()})


def polecat(**told: str) -> str:
    """Return a row of POLECAT; "_" stands for the blanks of column names."""
    return _row(POLECAT, _POLECAT, "None", {name.replace("_", " "): value for name, value in told.items()})


def file(folder: Path, origin: str, *rows: str) -> Path:
    """Write rows to a file under their header, where the data set has one."""
    header = {"gdelt": "", "icews": "\t".join(ICEWS) + "\n", "polecat": "\t".join(POLECAT) + "\n"}[origin]
    path = folder / f"{origin}.txt"
    path.write_text(header + "".join(rows), "utf-8")
    return path
