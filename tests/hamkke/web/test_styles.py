"""Cutting KRDS's style sheet."""

from __future__ import annotations

import pytest

from hamkke.web import styles


def cut(css: str, used: str = "") -> str:
    return styles.render(styles.drop_unused_variables(styles.purge(styles.parse(css)), used))


def test_keeps_only_rules_of_classes_in_use() -> None:
    css = ".krds-btn.primary{color:red}.krds-header{color:blue}a{color:inherit}"
    assert cut(css) == ".krds-btn.primary{color:red}\na{color:inherit}"


def test_keeps_the_used_half_of_a_selector_list() -> None:
    assert cut(".krds-btn, .krds-tab, .inner{margin:0}") == ".krds-btn, .inner{margin:0}"


def test_drops_looks_that_never_switch_on_and_hidden_native_controls() -> None:
    css = (
        "@media (prefers-color-scheme: dark){.krds-btn{color:white}}"
        "[data-krds-mode=high-contrast] .krds-btn{color:white}"
        "input[type=radio]{position:absolute}"
    )
    assert cut(css) == ""


def test_drops_pictures_whose_files_are_not_shipped() -> None:
    css = '.krds-input{background:url("../img/x.svg");color:red}'
    assert cut(css) == ".krds-input{color:red}"


def test_a_data_address_with_a_semicolon_is_one_declaration() -> None:
    (rule,) = styles.parse("a{background:url(data:image/svg+xml;utf8,x);color:red}")
    assert [name for name, _ in rule.declarations] == ["background", "color"]


def test_variables_live_while_something_reads_them_even_through_another() -> None:
    css = ":root{--a:1px;--b:var(--a);--c:2px;--d:var(--c)}.inner{margin:var(--b)}"
    assert cut(css) == ":root{--a:1px;--b:var(--a)}\n.inner{margin:var(--b)}"
    assert "--c:2px" in cut(css, used="x{y:var(--d)}")


def test_an_unclosed_brace_is_an_error() -> None:
    with pytest.raises(ValueError, match="never closed"):
        styles.parse("a{color:red")
