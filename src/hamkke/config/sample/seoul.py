"""Seoul: the metropolitan office, its 11 offices of education, the 25 districts.

Codes are the five-digit 시군구 codes. Which office covers which district follows the city's
ordinance and is dated data; names of the scheme in some districts are kept as aliases.
"""

from __future__ import annotations

from datetime import date
from typing import Final

METROPOLITAN_OFFICE: Final = ("서울특별시교육청", "Seoul Metropolitan Office of Education")
COVERED_SINCE: Final = date(2020, 1, 1)

# short name, English, districts as (code, Korean, English)
OFFICES: Final = (
    (
        "동부",
        "Dongbu",
        (("11230", "동대문구", "Dongdaemun-gu"), ("11260", "중랑구", "Jungnang-gu")),
    ),
    (
        "서부",
        "Seobu",
        (
            ("11380", "은평구", "Eunpyeong-gu"),
            ("11410", "서대문구", "Seodaemun-gu"),
            ("11440", "마포구", "Mapo-gu"),
        ),
    ),
    (
        "남부",
        "Nambu",
        (
            ("11530", "구로구", "Guro-gu"),
            ("11545", "금천구", "Geumcheon-gu"),
            ("11560", "영등포구", "Yeongdeungpo-gu"),
        ),
    ),
    ("북부", "Bukbu", (("11320", "도봉구", "Dobong-gu"), ("11350", "노원구", "Nowon-gu"))),
    (
        "중부",
        "Jungbu",
        (
            ("11110", "종로구", "Jongno-gu"),
            ("11140", "중구", "Jung-gu"),
            ("11170", "용산구", "Yongsan-gu"),
        ),
    ),
    (
        "강동송파",
        "Gangdong Songpa",
        (("11710", "송파구", "Songpa-gu"), ("11740", "강동구", "Gangdong-gu")),
    ),
    (
        "강서양천",
        "Gangseo Yangcheon",
        (("11470", "양천구", "Yangcheon-gu"), ("11500", "강서구", "Gangseo-gu")),
    ),
    (
        "강남서초",
        "Gangnam Seocho",
        (("11650", "서초구", "Seocho-gu"), ("11680", "강남구", "Gangnam-gu")),
    ),
    (
        "동작관악",
        "Dongjak Gwanak",
        (("11590", "동작구", "Dongjak-gu"), ("11620", "관악구", "Gwanak-gu")),
    ),
    (
        "성동광진",
        "Seongdong Gwangjin",
        (("11200", "성동구", "Seongdong-gu"), ("11215", "광진구", "Gwangjin-gu")),
    ),
    (
        "성북강북",
        "Seongbuk Gangbuk",
        (("11290", "성북구", "Seongbuk-gu"), ("11305", "강북구", "Gangbuk-gu")),
    ),
)

ALIASES: Final = {
    "11545": ("금천교육협력특구",),
    "11410": ("서대문교육협력특화지구",),
}
