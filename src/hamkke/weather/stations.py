"""The stations of the national surface network, as reference data."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Final

SOURCE: Final = "기상청 종관기상관측(ASOS) 지점 정보"
# Other names under which a station is listed.
ALIASES: Final = {"홍성(예)": 177}


@dataclass(frozen=True, slots=True, order=True)
class StationRecord:
    """One station: its number in the network, its names and where it stands (WGS 84)."""

    number: int
    name: str
    name_en: str
    latitude: Decimal
    longitude: Decimal


@cache
def standard_stations() -> tuple[StationRecord, ...]:
    """This function will return the 97 stations in the standard order, by ascending number."""
    table = resources.files(__package__).joinpath("reference", "asos_stations.csv")
    with table.open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        records = [
            StationRecord(
                int(row["number"]),
                row["name"],
                row["name_en"],
                Decimal(row["latitude"]),
                Decimal(row["longitude"]),
            )
            for row in rows
        ]
    return tuple(sorted(records))


@cache
def names_in_english() -> dict[int, str]:
    """This function will return the romanized name of each station by its number."""
    return {station.number: station.name_en for station in standard_stations()}


@cache
def by_name() -> dict[str, StationRecord]:
    """This function will return the stations by each whole name they go by."""
    numbered = {station.number: station for station in standard_stations()}
    names = {station.name: station for station in standard_stations()}
    return names | {alias: numbered[number] for alias, number in ALIASES.items()}
