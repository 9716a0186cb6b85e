"""How the portal compares what is typed with what is published."""

from __future__ import annotations

from typing import Final

# Longest first: 에서는 before 에서 before 는.
PARTICLES: Final = (
    "에서는 에서도 으로는 에서 에는 에게 까지 부터 으로 이나 로 은 는 이 가 을 를 과 와 의 에 도 만"
).split()
SHORTEST_STEM: Final = 2
LONGEST_QUERY: Final = 100


def clean_query(typed: str) -> str:
    """This function will keep what is worth searching for: one line of at most 100 characters."""
    return " ".join(typed.replace("\x00", " ").split())[:LONGEST_QUERY]


def matches(text: str, query: str) -> bool:
    """This function will tell whether `text` speaks of `query`, whatever its spaces and particles.

    서울교육협력특구에서는 is found by 협력특구, by 교육 협력 and by 특구의.
    """
    tight = _tight(text)
    words = query.split()
    return bool(words) and (
        _tight(query) in tight
        or all(any(form in tight for form in _forms(word)) for word in words)
    )


def _forms(word: str) -> tuple[str, ...]:
    word = word.casefold()
    stems = (
        word.removesuffix(particle)
        for particle in PARTICLES
        if word.endswith(particle) and len(word) - len(particle) >= SHORTEST_STEM
    )
    return (word, *stems)


def _tight(text: str) -> str:
    return "".join(text.split()).casefold()
