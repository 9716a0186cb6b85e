"""The canonical JSON of an instance, written piece by piece: its digest needs little memory."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fair_allocation.columns import NONE, Int32s
from fair_allocation.instance_file import INSTANCE_FORMAT

if TYPE_CHECKING:
    from fair_allocation.instance import Instance

PIECE = 4096
"""Applicants written together."""


def canonical_pieces(instance: "Instance") -> Iterator[bytes]:
    """This function will yield the canonical JSON of an instance, in order. O(wishes).

    Keys sorted, nothing left out, no spaces, UTF-8; so the keys stand here in their order.
    """
    names = [_quoted(name) for name in instance.session_ids]
    districts = [*map(_quoted, instance.districts), "null"]  # -1, no district, is the last
    yield b'{"applicants":['
    for start in range(0, len(instance.applicant_ids), PIECE):
        rows = _applicants(instance, names, districts, start)
        yield ("," * (start > 0) + ",".join(rows)).encode()
    yield f'],"format":"{INSTANCE_FORMAT}","sessions":['.encode()
    yield ",".join(_sessions(instance, names, districts)).encode()
    yield b"]}"


def _applicants(
    instance: "Instance", names: list[str], districts: list[str], start: int
) -> Iterator[str]:
    end = min(start + PIECE, len(instance.applicant_ids))
    part = slice(start, end)
    ends = instance.wish_indptr[start : end + 1].tolist()
    wished = [names[s] for s in instance.wish_session[ends[0] : ends[-1]].tolist()]
    columns = zip(
        instance.applicant_ids[part],
        ends,
        ends[1:],
        instance.applicant_district[part].tolist(),
        instance.need_tier[part].tolist(),
        instance.past_losses[part].tolist(),
        instance.quota[part].tolist(),
        strict=False,
    )
    for name, first, last, district, need, past, quota in columns:
        wishes = ",".join(wished[first - ends[0] : last - ends[0]])
        yield (
            f'{{"district":{districts[district]},"id":{_quoted(name)},"need_tier":{need},'
            f'"past_losses":{past},"quota":{quota},"wishes":[{wishes}]}}'
        )


def _sessions(instance: "Instance", names: list[str], districts: list[str]) -> Iterator[str]:
    columns = zip(
        names,
        instance.capacity.tolist(),
        instance.session_district.tolist(),
        instance.minimum.tolist(),
        _texts(instance.program, instance.programs),
        instance.reserve.tolist(),
        _texts(instance.slot, instance.slots),
        strict=True,
    )
    for name, capacity, district, minimum, program, reserve, slot in columns:
        yield (
            f'{{"capacity":{capacity},"district":{districts[district]},"id":{name},'
            f'"minimum":{minimum},"program":{program},"reserve":{reserve},"slot":{slot}}}'
        )


def _texts(numbers: Int32s, names: tuple[str, ...]) -> list[str]:
    quoted = [_quoted(name) for name in names]
    return ["null" if number == NONE else quoted[number] for number in numbers.tolist()]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
