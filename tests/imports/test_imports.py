"""Rows of each format, made by us, as readings; and what is left out, by its reason."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from detente import errors
from detente.cli import main
from detente.events.cameo import is_symmetric
from detente.imports import FORMATS, LeftOut, gdelt, icews, polecat, read, unknown
from detente.imports.common import country, fips, tables
from detente.ledger import build
from detente.records import EVENT_TYPES, Actor, Event, Place, Reading, from_json, to_json

# ------------------------------------------------------------------------------------------------------- rows of our own

GDELT: dict[str, str] = {
    "GLOBALEVENTID": "1001", "SQLDATE": "20250507", "MonthYear": "202505", "Year": "2025", "FractionDate": "2025.35",
    "Actor1Code": "INDMIL", "Actor1Name": "INDIAN ARMY", "Actor1CountryCode": "IND", "Actor1Type1Code": "MIL",
    "Actor2Code": "PAK", "Actor2Name": "PAKISTAN", "Actor2CountryCode": "PAK",
    "IsRootEvent": "1", "EventCode": "190", "EventBaseCode": "190", "EventRootCode": "19", "QuadClass": "4",
    "GoldsteinScale": "-10", "NumMentions": "5", "NumSources": "2", "NumArticles": "5", "AvgTone": "-6.1",
    "ActionGeo_Type": "4", "ActionGeo_FullName": "Muzaffarabad, Azad Kashmir, Pakistan", "ActionGeo_CountryCode": "PK",
    "ActionGeo_Lat": "34.37", "ActionGeo_Long": "73.47", "DATEADDED": "20250507013000",
    "SOURCEURL": "https://www.example.org/world/strikes",
}  # fmt: skip
ICEWS: dict[str, str] = {
    "Event ID": "55", "Event Date": "2018-03-02", "Source Name": "Military (Turkey)", "Source Sectors": "Government,Military",
    "Source Country": "Turkey", "Event Text": "Use conventional military force", "CAMEO Code": "190", "Intensity": "-10.0",
    "Target Name": "Hezbollah", "Target Sectors": "Parties,Rebel", "Target Country": "Lebanon", "Story ID": "7",
    "Sentence Number": "2", "Publisher": "Example Wire", "City": "Afrin", "District": "", "Province": "Aleppo",
    "Country": "Syria", "Latitude": "36.51", "Longitude": "36.87",
}  # fmt: skip
POLECAT: dict[str, str] = {
    "Event ID": "E1", "Event Date": "2023-02-01", "Event Type": "RETREAT", "Event Mode": "withdraw", "Event Intensity": "4.0",
    "Quad Code": "MATERIAL COOPERATION", "Contexts": "military", "Actor Name": "Ethiopian Army;Hezbollah",
    "Actor Country": "ETH;LBN", "Primary Actor Sector": "MIL;REB", "Recipient Name": "Tigray", "Recipient Country": "Ethiopia",
    "Primary Recipient Sector": "None", "City": "Shire", "Country": "ETH", "Latitude": "14.1", "Longitude": "38.28",
    "Source": "Example Wire", "Publication Date": "2023-02-02", "Language": "english", "Version": "v1",
}  # fmt: skip
ACLED: dict[str, str] = {
    "event_id_cnty": "SDN1", "event_date": "15 April 2023", "year": "2023", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Sudan (2019-)", "inter1": "1", "actor2": "RSF: Rapid Support Forces", "inter2": "2",
    "interaction": "12", "iso": "729", "region": "Northern Africa", "country": "Sudan", "admin1": "Khartoum",
    "location": "Omdurman", "latitude": "15.64", "longitude": "32.48", "geo_precision": "1",
    "source": "Example Wire; The Nile Example", "notes": "On 15 April, soldiers and fighters exchanged fire, it is said.",
    "fatalities": "12",
}  # fmt: skip
PLOVER: dict[str, Any] = {
    "id": "P-1", "date": "2024-06-01", "event": "REQUEST", "mode": "", "text": "Seoul asked Pyongyang to stop the balloons.",
    "source": [{"actorText": "Seoul", "code": "KOR", "sector": "GOV"}], "target": {"actorText": "Pyongyang", "code": "PRK"},
    "publication": "Example Wire",
}  # fmt: skip
ACLED_COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 "
    "assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude "
    "geo_precision source source_scale notes fatalities tags timestamp"
).split()


def tabbed(columns: tuple[str, ...], *rows: dict[str, str], header: bool = True) -> bytes:
    head = ["\t".join(columns)] if header else []
    return "\n".join([*head, *("\t".join(row.get(c, "") for c in columns) for row in rows)]).encode() + b"\n"


def acled_csv(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, ACLED_COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return ("\ufeff" + out.getvalue()).encode()


def made(tmp_path: Path, content: bytes) -> tuple[list[Reading], Counter[str]]:
    path = tmp_path / "events"
    path.write_bytes(content)
    items = list(read(path))
    reasons = Counter(item.reason for item in items if isinstance(item, LeftOut))
    return [item for item in items if isinstance(item, Reading)], reasons


def one(tmp_path: Path, format_: str, **changes: str) -> Event:
    content = {
        "gdelt": lambda: tabbed(gdelt.COLUMNS, GDELT | changes, header=False),
        "icews": lambda: tabbed(icews.COLUMNS, ICEWS | changes),
        "polecat": lambda: tabbed(polecat.COLUMNS, POLECAT | changes),
        "acled": lambda: acled_csv(ACLED | changes),
    }[format_]()
    readings, reasons = made(tmp_path, content)
    assert not reasons
    return readings[0].events[0]


def left(tmp_path: Path, format_: str, **changes: str) -> str:
    with pytest.raises(AssertionError):
        one(tmp_path, format_, **changes)
    (item,) = read(tmp_path / "events")
    assert isinstance(item, LeftOut)
    return item.reason


# ----------------------------------------------------------------------------------------------------------------- GDELT


def test_gdelt(tmp_path: Path) -> None:
    assert len(gdelt.COLUMNS) == 61
    (reading,), _ = made(tmp_path, tabbed(gdelt.COLUMNS, GDELT, header=False))
    assert (reading.id, reading.date, reading.source) == ("gdelt-1001", "2025-05-07T01:30Z", "example.org")
    assert reading.url == "https://www.example.org/world/strikes"
    assert reading.events[0] == Event(
        id="e1", type="ASSAULT", cameo="190", goldstein=-10.0, actors=(Actor(code="IND", sector="MIL"),),
        recipients=(Actor(code="PAK"),), date="2025-05-07", rule="imported/gdelt",
        place=Place(name="Muzaffarabad", country="PAK", latitude=34.37, longitude=73.47),
    )  # fmt: skip


def test_gdelts_codes_and_sides(tmp_path: Path) -> None:
    assert one(tmp_path, "gdelt", EventCode="43", EventRootCode="04").type == "CONSULT"  # a spreadsheet took the zero
    assert one(tmp_path, "gdelt", EventCode="043", EventRootCode="04").cameo == "043"
    group = one(
        tmp_path, "gdelt", Actor1Code="LBNREB", Actor1Name="HEZBOLLAH", Actor1CountryCode="", Actor1Type1Code="REB"
    )
    assert group.actors == (Actor(code="LBN", sector="REB", group="Hezbollah"),)
    body = one(
        tmp_path, "gdelt", Actor1Code="IGOUNO", Actor1Name="UNITED NATIONS", Actor1CountryCode="", Actor1Type1Code="IGO"
    )
    assert (body.actors[0].code, body.actors[0].group) == ("IGO", "United Nations")
    region = one(tmp_path, "gdelt", Actor1Code="AFR", Actor1Name="AFRICA", Actor1CountryCode="AFR", Actor1Type1Code="")
    assert region.actors[0].code == "---"
    assert one(tmp_path, "gdelt", Actor2Code="", Actor2Name="", Actor2CountryCode="").recipients == ()
    assert one(tmp_path, "gdelt", ActionGeo_Lat="", ActionGeo_FullName="", ActionGeo_Long="").place is None
    assert one(tmp_path, "gdelt", ActionGeo_Lat="0", ActionGeo_Long="0").place == Place(
        name="Muzaffarabad", country="PAK"
    )


def test_what_gdelt_leaves_out(tmp_path: Path) -> None:
    assert left(tmp_path, "gdelt", EventCode="010", EventRootCode="01") == "an act that PLOVER has dropped (CAMEO 01)"
    assert left(tmp_path, "gdelt", EventCode="") == "no event code"
    assert left(tmp_path, "gdelt", SQLDATE="2025") == "no date that can be read"
    sides = dict.fromkeys(
        ("Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor2Code", "Actor2Name", "Actor2CountryCode"), ""
    )
    assert left(tmp_path, "gdelt", **sides) == "neither side is named"


def test_an_address_that_is_none_is_not_kept(tmp_path: Path) -> None:
    (reading,), _ = made(tmp_path, tabbed(gdelt.COLUMNS, GDELT | {"SOURCEURL": "javascript:x"}, header=False))
    assert (reading.url, reading.source) == (None, None)


# ----------------------------------------------------------------------------------------------------------------- ICEWS


def test_icews(tmp_path: Path) -> None:
    (reading,), _ = made(tmp_path, tabbed(icews.COLUMNS, ICEWS))
    assert (reading.id, reading.date, reading.source) == ("icews-55", "2018-03-02", "Example Wire")
    event = reading.events[0]
    assert (event.type, event.cameo, event.goldstein) == ("ASSAULT", "190", -10.0)
    assert event.actors == (Actor(code="TUR", sector="MIL"),)
    assert event.recipients == (Actor(code="LBN", sector="REB", group="Hezbollah"),)
    assert event.place == Place(name="Afrin", country="SYR", latitude=36.51, longitude=36.87)


def test_a_person_keeps_the_name(tmp_path: Path) -> None:
    event = one(tmp_path, "icews", **{"Source Name": "Hulya Ozdemir", "Source Sectors": "Government,Cabinet"})
    assert event.actors == (Actor(code="TUR", sector="GOV", name="Hulya Ozdemir"),)


# --------------------------------------------------------------------------------------------------------------- POLECAT


def test_polecat(tmp_path: Path) -> None:
    (reading,), _ = made(tmp_path, tabbed(polecat.COLUMNS, POLECAT))
    assert len(polecat.COLUMNS) == 40
    assert (reading.id, reading.date) == ("polecat-E1", "2023-02-02")
    event = reading.events[0]
    assert (event.type, event.mode, event.date, event.goldstein) == ("RETREAT", "withdraw", "2023-02-01", None)
    assert [(a.code, a.sector, a.group) for a in event.actors] == [("ETH", "MIL", None), ("LBN", "REB", "Hezbollah")]
    assert event.recipients[0].code == "ETH"
    assert event.place == Place(name="Shire", country="ETH", latitude=14.1, longitude=38.28)


def test_older_and_misformed_polecat_files(tmp_path: Path) -> None:
    older = tabbed(polecat.COLUMNS, POLECAT).replace(b"Event Intensity", b"Intensity")
    assert len(made(tmp_path, older)[0]) == 1
    tabs = tabbed(polecat.COLUMNS, POLECAT).replace(b"v1\n", b"v1\t\t\t\n")
    assert len(made(tmp_path, tabs)[0]) == 1
    head = tabbed(polecat.COLUMNS, POLECAT).replace(b"Event ID\t", b"Headline\tEvent ID\t", 1)
    assert len(made(tmp_path, head)[0]) == 1
    short = tabbed(polecat.COLUMNS, POLECAT, POLECAT) + b"E3\t2023-02-01\tASSAULT\n"
    assert made(tmp_path, short)[1] == {"not the columns of the header": 1}


# ----------------------------------------------------------------------------------------------------------------- ACLED


def test_acled(tmp_path: Path) -> None:
    (reading,), _ = made(tmp_path, acled_csv(ACLED))
    assert (reading.id, reading.date, reading.source) == ("acled-SDN1", "2023-04-15", "Example Wire")
    event = reading.events[0]
    assert [(a.code, a.sector, a.group) for a in event.actors] == [
        ("SDN", "MIL", None), ("SDN", "REB", "Rapid Support Forces"),
    ]  # fmt: skip
    assert event.recipients == ()
    assert is_symmetric(event)  # ACLED does not say who began
    assert (reading.casualties[0].kind, reading.casualties[0].low) == ("killed", 12)
    assert event.place == Place(name="Omdurman", country="SDN", latitude=15.64, longitude=32.48)


@pytest.mark.parametrize(
    ("kind", "one_side", "other", "expected"),
    [
        ("Air/drone strike", "Military Forces of Israel (2022-)", "Civilians (Palestine)", ("ASSAULT", "aerial", "ISR", "PSE")),
        ("Peaceful protest", "Protesters (Sudan)", "", ("PROTEST", "demo", "SDN", None)),
        ("Arrests", "Police Forces of Kenya (2022-)", "Civilians (Kenya)", ("COERCE", "arrest", "KEN", "KEN")),
        ("Non-violent transfer of territory", "Military Forces of Mali (2020-)", "Military Forces of France (2017-)", ("RETREAT", None, "FRA", "MLI")),
    ],
)  # fmt: skip
def test_acleds_acts(
    tmp_path: Path, kind: str, one_side: str, other: str, expected: tuple[str, str | None, str, str | None]
) -> None:
    event = one(tmp_path, "acled", sub_event_type=kind, actor1=one_side, actor2=other, inter1="", inter2="")
    to = event.recipients[0].code if event.recipients else None
    assert (event.type, event.mode, event.actors[0].code, to) == expected


def test_groups_without_a_name_of_ours_keep_theirs(tmp_path: Path) -> None:
    event = one(tmp_path, "acled", actor2="Valley Defence Circle", inter2="Rebel group")
    assert event.actors[1] == Actor(code="---", sector="REB", group="Valley Defence Circle")
    event = one(tmp_path, "acled", actor2="Unidentified Armed Group (Sudan)", inter2="3")
    assert event.actors[1] == Actor(code="SDN", sector="UAF")


def test_no_dead_is_no_record(tmp_path: Path) -> None:
    (reading,), _ = made(tmp_path, acled_csv(ACLED | {"fatalities": "0"}))
    assert reading.casualties == ()


def test_what_acled_leaves_out(tmp_path: Path) -> None:
    assert left(tmp_path, "acled", sub_event_type="Other") == "no act of PLOVER (Other)"
    assert left(tmp_path, "acled", event_date="07/05/2025") == "no date that can be read"  # May or July


# ---------------------------------------------------------------------------------------------------------------- PLOVER


@pytest.mark.parametrize("form", ["list", "lines"])
def test_plover(tmp_path: Path, form: str) -> None:
    note = {"id": "D", "event": "DOCUMENT"}
    text = json.dumps([note, PLOVER], indent=1) if form == "list" else f"{json.dumps(note)}\n{json.dumps(PLOVER)}\n"
    (reading,), reasons = made(tmp_path, text.encode())
    assert reasons == {"a note on the file": 1}
    event = reading.events[0]
    assert (reading.id, event.type, event.date) == ("plover-P-1", "REQUEST", "2024-06-01")
    assert (event.actors, event.recipients) == ((Actor(code="KOR", sector="GOV"),), (Actor(code="PRK"),))
    assert event.quote == "Seoul asked Pyongyang to stop the balloons."


def test_a_broken_object_is_left_out_and_the_next_are_read(tmp_path: Path) -> None:
    text = f'{json.dumps(PLOVER)}\n{{"id": "x", \n{json.dumps(PLOVER | {"id": "P-2"})}\n'
    readings, reasons = made(tmp_path, text.encode())
    assert [r.id for r in readings] == ["plover-P-1", "plover-P-2"]
    assert reasons == {"not JSON": 1}


# ------------------------------------------------------------------------------------------------------------------- all


@pytest.mark.parametrize("packing", ["plain", "gzip", "zip"])
def test_packed_files(tmp_path: Path, packing: str) -> None:
    content = tabbed(gdelt.COLUMNS, GDELT, header=False)
    if packing == "gzip":
        content = gzip.compress(content)
    if packing == "zip":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("../../20250507.export.CSV", content)
        content = out.getvalue()
    assert len(made(tmp_path, content)[0]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["events"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no event data of a format that is known"),
        (b"a,b,c\n1,2,3\n", "no event data"),
        (b"\t".join([b"1"] * 58) + b"\n", "58 columns, and no header"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\x1f\x8b broken", "damaged"),
        (b"x" * 1_500_000, "a line of more than"),
    ],
)
def test_files_that_are_none(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "events"
    path.write_bytes(content)
    with pytest.raises(errors.SourceError, match=words):
        list(read(path))


def test_rows_with_odd_bytes(tmp_path: Path) -> None:
    rows = tabbed(icews.COLUMNS, ICEWS | {"City": 'Af"rin'}, ICEWS | {"Event ID": "56", "City": "X"})
    readings, _ = made(tmp_path, rows.replace(b"\tX\t", b"\tAlmer\xeda\x00\t"))
    assert [r.events[0].place.name for r in readings if r.events[0].place] == ['Af"rin', "Almería"]


def test_memory_holds_no_more_than_a_row(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(bytes(50_000_000)))
    with pytest.raises(errors.TooLarge):
        list(read(path))


def test_every_format_says_what_it_does_not_tell() -> None:
    fields = set(Event.__struct_fields__)
    for format_ in FORMATS:
        assert unknown(format_)
        assert unknown(format_) <= fields
        assert unknown(f"imported/{format_}+assault/clash") == unknown(format_)


def test_the_tables_hold_only_what_there_is() -> None:
    assert {row["type"] for row in tables()["acled"].values()} <= set(EVENT_TYPES)
    assert all(country(code) == code for code in {*fips().values(), *tables()["cameo_countries"].values()})
    assert (fips()["CH"], fips()["SU"], fips()["GM"], fips()["IZ"]) == ("CHN", "SDN", "DEU", "IRQ")


def test_readings_go_through_json_and_into_the_ledger(tmp_path: Path) -> None:
    readings, _ = made(tmp_path, acled_csv(ACLED))
    assert from_json(Reading, to_json(readings[0])) == readings[0]
    assert build(readings).rows == ()


def test_the_command(tmp_path: Path) -> None:
    path, out = tmp_path / "events.csv", tmp_path / "out.jsonl"
    path.write_bytes(acled_csv(ACLED, ACLED | {"event_id_cnty": "SDN2", "sub_event_type": "Other"}))
    result = CliRunner().invoke(main, ["import", str(path), "-o", str(out)])
    assert result.exit_code == 0
    assert [from_json(Reading, line).id for line in out.read_bytes().splitlines()] == ["acled-SDN1"]
    wrong = CliRunner().invoke(main, ["import", str(tmp_path / "none")])
    assert wrong.exit_code == 2
    acled_as_gdelt = CliRunner().invoke(main, ["import", str(path), "--format", "gdelt", "-o", str(out)])
    assert acled_as_gdelt.exit_code == 2
