"""What a check found: violations, each a class of its own with the data that shows it."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Violation:
    """The base of all violations; the class name is the kind, the fields are the evidence."""

    @property
    def kind(self) -> str:
        """The name of the class."""
        return type(self).__name__

    def as_dict(self) -> dict[str, object]:
        """This function will return kind and evidence, fit for JSON."""
        return {"kind": self.kind, **asdict(self)}


@dataclass(frozen=True)
class Report:
    """The result of `verify`: which properties were checked, and every violation found."""

    checked: tuple[str, ...]
    violations: tuple[Violation, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found; only then may an allocation be published."""
        return not self.violations
