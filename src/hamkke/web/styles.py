"""Cuts KRDS's style sheets down to the rules that pages of hamkke can match.

KRDS ships one sheet of 570 KB (47 KB gzipped). Most of it is headers, menus and
tabs that need its JavaScript, and second looks that never switch on. hamkke takes
the tokens, the reset, the buttons, the inputs and the skip link; what is left
weighs about 5 KB gzipped. Native check boxes stay native, so KRDS's hidden ones
are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KEPT_CLASSES = frozenset(
    {
        "inner",
        "sr-only",
        "krds-btn",
        "primary",
        "tertiary",
        "text",
        "large",
        "medium",
        "small",
        "disabled",
        "krds-input",
        "krds-form-select",
        "is-error",
        "form-group",
        "form-tit",
        "form-conts",
    }
)
KEPT_IDS = frozenset({"krds-skip-link"})
# Looks that never switch on here, and rules that hide native controls.
DROPPED = re.compile(
    r"\[data-krds-mode|swiper|-moz-|-ms-|type=radio|type=checkbox|\*:focus"
    r"|^html, body$|^hr\b|legend|caption|^table$|^(?:fieldset|textarea|label)$"
)
_NAME = re.compile(r"([.#])(-?[A-Za-z_][\w-]*)")
_USED = re.compile(r"var\(\s*(--[\w-]+)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One style rule, or a media query with the rules inside it."""

    prelude: str
    declarations: tuple[tuple[str, str], ...] = ()
    children: tuple[Rule, ...] = ()


def parse(css: str) -> list[Rule]:
    """This function will split a style sheet into rules, leaving out imports and charset lines."""
    text = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    text = re.sub(r"@(?:charset|import)[^;{]*;", "", text)
    return list(_rules(text))


def _rules(text: str) -> Iterator[Rule]:
    position = 0
    while (opening := text.find("{", position)) != -1:
        prelude = " ".join(text[position:opening].split())
        closing = _matching(text, opening)
        inside = text[opening + 1 : closing]
        if prelude.startswith(("@media", "@supports")):
            yield Rule(prelude, children=tuple(_rules(inside)))
        else:
            yield Rule(prelude, tuple(_declarations(inside)))
        position = closing + 1


def _matching(text: str, opening: int) -> int:
    depth = 0
    for brace in re.compile(r"[{}]").finditer(text, opening):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.start()
    message = "a brace is never closed in the style sheet"
    raise ValueError(message)


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    # A semicolon inside brackets belongs to a data: address, not to the rule.
    for part in re.split(r";(?![^(]*\))", body):
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip(), " ".join(value.split())


def purge(rules: Iterable[Rule]) -> list[Rule]:
    """This function will keep the rules whose classes and ids hamkke uses."""
    kept: list[Rule] = []
    for rule in rules:
        if rule.children:
            children = tuple(purge(rule.children))
            if children and "prefers-color-scheme" not in rule.prelude:
                kept.append(replace(rule, children=children))
            continue
        if rule.prelude.startswith("@") or DROPPED.search(rule.prelude):
            continue
        selectors = [part.strip() for part in re.split(r",(?![^(]*\))", rule.prelude)]
        wanted = [part for part in selectors if _is_wanted(part)]
        declarations = tuple(one for one in rule.declarations if "url(" not in one[1])
        if wanted and declarations:
            kept.append(Rule(", ".join(wanted), declarations))
    return kept


def _is_wanted(selector: str) -> bool:
    return all(
        name in (KEPT_CLASSES if kind == "." else KEPT_IDS)
        for kind, name in _NAME.findall(selector)
    )


def drop_unused_variables(rules: list[Rule], also_used_in: str) -> list[Rule]:
    """This function will leave out custom properties that no rule, and no text given, reads."""
    while True:
        used = set(_USED.findall(render(rules) + also_used_in))
        slimmer = [slim for rule in rules if (slim := _without(rule, used))]
        if slimmer == rules:
            return rules
        rules = slimmer


def _without(rule: Rule, used: set[str]) -> Rule | None:
    if rule.children:
        children = tuple(slim for child in rule.children if (slim := _without(child, used)))
        return replace(rule, children=children) if children else None
    declarations = tuple(
        (name, value)
        for name, value in rule.declarations
        if not name.startswith("--") or name in used
    )
    return replace(rule, declarations=declarations) if declarations else None


def render(rules: Iterable[Rule]) -> str:
    """This function will write rules as a style sheet without needless white space."""
    written: list[str] = []
    for rule in rules:
        inside = (
            render(rule.children)
            if rule.children
            else ";".join(f"{name}:{value}" for name, value in rule.declarations)
        )
        written.append(f"{rule.prelude}{{{inside}}}")
    return "\n".join(written)
