"""A file with everything needed to check an allocation: input, its digest, seed, rule, result.

It has two forms, read alike: one to read by eye, and a compact one (see `compact`) for large runs.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fair_allocation.allocation import Allocation
from fair_allocation.compact import COMPACT_FORMAT, read_compact, write_compact
from fair_allocation.fields import Fields, parse_json, require_format
from fair_allocation.instance import Instance

BUNDLE_FORMAT = "hamkke-allocation-bundle/1"
_FIELDS = (
    "format",
    "instance",
    "instance_digest",
    "seed",
    "mechanism",
    "allocation",
    "cancelled",
    "certificate",
)


@dataclass(frozen=True)
class Bundle:
    """An instance and its allocation, with the digest that was committed to.

    ``digest`` is what the file claims: compare it with ``instance.digest`` (`verify_bundle` does)
    and with the digest that was published before the seed was known.
    """

    instance: Instance
    allocation: Allocation
    digest: str

    @classmethod
    def of(cls, instance: Instance, allocation: Allocation) -> "Bundle":
        """This function will bundle an allocation with the true digest of its instance."""
        return cls(instance, allocation, instance.digest)

    @classmethod
    def from_json(cls, value: object) -> "Bundle":
        """This function will read a parsed bundle, or raise `InvalidBundle` or `InvalidInstance`.

        What it reads may still be wrong: that is for `verify_bundle` to say.
        """
        if isinstance(value, Mapping) and value.get("format") == COMPACT_FORMAT:
            return cls(*read_compact(value))
        require_format(value, BUNDLE_FORMAT)
        read = Fields("bundle", value, known=_FIELDS)
        return cls(
            instance=Instance.from_json(read.mapping("instance")),
            allocation=Allocation(
                mechanism=read.text("mechanism"),
                seed=read.text("seed"),
                places=_read_places(read.mapping("allocation")),
                cancelled=read.texts("cancelled"),
                certificate=read.optional_mapping("certificate"),
            ),
            digest=read.text("instance_digest"),
        )

    @classmethod
    def from_text(cls, text: str | bytes) -> "Bundle":
        """This function will read the text of a bundle file (bytes: UTF-8)."""
        return cls.from_json(parse_json(text))

    def to_json(self) -> dict[str, object]:
        """This function will return the bundle in its file format."""
        proof = self.allocation.certificate
        return {
            "format": BUNDLE_FORMAT,
            "instance_digest": self.digest,
            "seed": self.allocation.seed,
            "mechanism": self.allocation.mechanism,
            "allocation": {
                applicant: list(sessions) for applicant, sessions in self.allocation.places.items()
            },
            "cancelled": list(self.allocation.cancelled),
            **({} if proof is None else {"certificate": dict(proof)}),
            "instance": self.instance.to_json(),
        }

    def to_bytes(self, *, compact: bool = False) -> bytes:
        """This function will return the bytes of the bundle file: the same for the same bundle."""
        if compact:
            text = json.dumps(write_compact(self), ensure_ascii=False, separators=(",", ":"))
            return (text + "\n").encode()
        return (json.dumps(self.to_json(), ensure_ascii=False, indent=1) + "\n").encode()


def read_bundle(path: Path) -> Bundle:
    """This function will read a bundle file."""
    return Bundle.from_text(path.read_bytes())


def write_bundle(path: Path, bundle: Bundle, *, compact: bool = False) -> None:
    """This function will write a bundle file, replacing it only when it is written in full."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(bundle.to_bytes(compact=compact))
    unfinished.replace(path)


def _read_places(value: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    read = Fields("allocation", value, known=tuple(value))
    return {applicant: read.texts(applicant) for applicant in value}
