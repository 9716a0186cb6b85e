"""Independent checkers, one property a file. They share no code with the mechanisms.

Each has ``find(instance, allocation) -> list[Violation]`` and stands on the definition in its
docstring. `only_wished` is the ground of all others: they pass over places that name an unknown
applicant or session, because it reports those.
"""
