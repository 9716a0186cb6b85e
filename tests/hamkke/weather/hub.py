"""Answers of the KMA API hub as it gives them: EUC-KR, remarks, fixed widths, `-9` for nothing."""

from __future__ import annotations

HEAD = (
    "#START7777\r\n"
    "#--------------------------------------------------------------------------------------\r\n"
    "# 기상청 지상관측 시간자료 [입력인수형태][예] ?tm=201007151200&stn=0:108&help=1\r\n"
    "# YYMMDDHHMI STN  WD   WS GST  GST  GST     PA     PS PT    PR    TA    TD    HM    PV\r\n"
)
END = "#7777END\r\n"
# Seoul, 13 November 2025, 08:00: the hub's own sample.
SEOUL = (
    "202511130800 108   5  2.6  -9 -9.0   -9 1010.5 1021.0 -9  -9.0   8.1   5.0  81.0   8.7   -9.0"
    "   -9.0   -9.0   -9.0   -9.0   -9.0   -9.0 -9 -9 -                        9   9   10 Sc"
    "         0   0   5  1074  0.0  0.04 -9   8.2   8.7   9.1  10.8  11.7  -9 -9.0 -9  3  2"
)
_COLUMNS = (
    "TM STN WD WS GST_WD GST_WS GST_TM PA PS PT PR TA TD HM PV RN RN_DAY RN_JUN RN_INT SD_HR3 "
    "SD_DAY SD_TOT WC WP WW CA_TOT CA_MID CH_MIN CT CT_TOP CT_MID CT_LOW VS SS SI ST_GD TS TE_005 "
    "TE_01 TE_02 TE_03 ST_SEA WH BF IR IX"
)
COLUMNS = _COLUMNS.split()


def row(**values: str) -> str:
    """This function will return Seoul's line with some columns changed."""
    fields = dict(zip(COLUMNS, SEOUL.split(), strict=True)) | values
    return " ".join(fields[name] for name in COLUMNS)


def surface(*lines: str, end: str = END) -> bytes:
    return (HEAD + "".join(f"{line}\r\n" for line in lines) + end).encode("euc_kr")


def alerts(*lines: str, end: str = END) -> bytes:
    head = (
        "#START7777\r\n# REG_UP, REG_UP_KO, REG_ID, REG_KO, TM_FC, TM_EF, WRN, LVL, CMD, ED_TM\r\n"
    )
    return (head + "".join(f"{line}\r\n" for line in lines) + end).encode("euc_kr")


def alert(
    region: str = "서울동남권",
    parent: str = "서울특별시",
    kind: str = "한파",
    level: str = "주의",
    command: str = "발표",
    ends: str = "",
    code: str = "L1100100",
) -> str:
    return (
        f"L1100000, {parent}            , {code}, {region}        , 202511122100, 202511122100, "
        f"{kind}  , {level}    , {command}, {ends} ,="
    )


NOT_SUBSCRIBED = (
    '{"result": {"status": 403, "message": "활용신청이 필요한 API 입니다. 활용신청 후 이용 바랍니다."}}'
).encode()
