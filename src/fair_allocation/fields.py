"""Reading JSON objects field by field, with an error that names the place of whatever is wrong."""

import json
from collections.abc import Mapping

from fair_allocation import errors

LONGEST_QUOTE = 80


def quote(value: object) -> str:
    """This function will return the JSON form of a value, cut short, for use in an error."""
    text = json.dumps(value, ensure_ascii=True, default=str)
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def parse_json(text: str | bytes) -> object:
    """This function will parse strict JSON: UTF-8, no NaN, and no key twice in one object.

    A key named twice would let a file show one thing to a reader and another to a checker.
    """
    try:
        return json.loads(
            text.decode("utf-8-sig") if isinstance(text, bytes) else text,
            object_pairs_hook=_unique_keys,
            parse_constant=_refuse_constant,
        )
    except errors.InvalidJson:
        raise
    except RecursionError:
        raise errors.InvalidJson("it is nested too deeply") from None
    except ValueError as error:  # JSONDecodeError, UnicodeDecodeError, and integers too long
        raise errors.InvalidJson(str(error)) from None


class Fields:
    """The fields of one JSON object, at a place such as ``applicants[3]``."""

    def __init__(self, where: str, value: object, *, known: tuple[str, ...]) -> None:
        """This function will refuse anything but an object of known fields."""
        if not isinstance(value, Mapping):
            raise errors.InvalidField(where, "(whole)", "an object", quote(value))
        for name in value:
            if name not in known:
                raise errors.UnknownField(where, str(name))
        self.where = where
        self._value = value

    def text(self, name: str) -> str:
        """This function will return a required text."""
        return self._text(name, self._required(name))

    def optional_text(self, name: str) -> str | None:
        """This function will return a text, or None where it is absent or null."""
        value = self._value.get(name)
        return None if value is None else self._text(name, value)

    def whole(self, name: str) -> int:
        """This function will return a required whole number (of any sign)."""
        return self._whole(name, self._required(name))

    def optional_whole(self, name: str, default: int) -> int:
        """This function will return a whole number, or the default where it is absent."""
        return self._whole(name, self._value[name]) if name in self._value else default

    def items(self, name: str) -> list[object]:
        """This function will return a required list."""
        value = self._required(name)
        if not isinstance(value, list | tuple):
            raise self.wrong(name, "a list", value)
        return list(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """This function will return a required list of texts."""
        return tuple(self._text(name, item) for item in self.items(name))

    def mapping(self, name: str) -> Mapping[str, object]:
        """This function will return a required object of any keys."""
        value = self._required(name)
        if not isinstance(value, Mapping):
            raise self.wrong(name, "an object", value)
        return value

    def optional_mapping(self, name: str) -> Mapping[str, object] | None:
        """This function will return an object, or None where it is absent."""
        return self.mapping(name) if name in self._value else None

    def wrong(self, name: str, expected: str, found: object) -> errors.InvalidField:
        """This function will make the error for a field of the wrong kind."""
        return errors.InvalidField(self.where, name, expected, quote(found))

    def _required(self, name: str) -> object:
        if name not in self._value:
            raise errors.MissingField(self.where, name)
        return self._value[name]

    def _text(self, name: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.wrong(name, "a text", value)
        return value

    def _whole(self, name: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(name, "a whole number", value)
        return value


def require_format(value: object, expected: str) -> None:
    """This function will refuse a file of any other format before its fields are looked at."""
    if not isinstance(value, Mapping):
        raise errors.WrongFormat(quote(value), expected)
    if value.get("format") != expected:
        raise errors.WrongFormat(quote(value.get("format")), expected)


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise errors.InvalidJson(f"the key {quote(key)} is named twice in one object")
        found[key] = value
    return found


def _refuse_constant(name: str) -> object:
    raise errors.InvalidJson(f"{name} is not a JSON number")
