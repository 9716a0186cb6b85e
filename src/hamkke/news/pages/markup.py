"""From the HTML of a page to the plain lines a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

_HTML: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body)\b|</(?:p|div|span|li|td)\s*>", re.IGNORECASE
)
_SPACE: Final = re.compile(r"[ \t\n]+")
_SKIPPED: Final = frozenset(
    [
        *("script", "style", "noscript", "iframe", "object", "embed", "applet", "template", "svg"),
        *("math", "canvas", "video", "audio", "select", "option", "textarea", "input", "button"),
        "head",
    ]
)
_BLOCKS: Final = frozenset(
    [
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
        ),
        *(
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
        ),
        *("h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    ]
)
_LONGEST_NAME: Final = 200
_LONGEST_HEAD_TITLE: Final = 500
_MOST_HEAD_TITLES: Final = 4


@dataclass(frozen=True, slots=True)
class PlainPage:
    """The lines of a page as read, and what its head says of the article."""

    text: str
    head_titles: tuple[str, ...] = ()


def to_plain(text: str) -> PlainPage:
    """This function will return a page as plain lines; a text that is no HTML stays as it is.

    Nothing of the markup survives: scripts, styles, frames, fields and attributes are dropped, so
    that hostile HTML can neither run nor be kept. Each block starts a paragraph of lines (an empty
    line before it), as in the plain rendering of a browser; a picture becomes a line of its name.
    """
    if not _HTML.search(text):
        return PlainPage(text)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if root is None:
        return PlainPage("")
    return PlainPage(_visible_text(root), _head_titles(root))


def _visible_text(root: etree._Element) -> str:
    parts: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "end":
            if tag in _BLOCKS:
                parts.append("\n\n")
            if element is not root:
                parts.append(_SPACE.sub(" ", element.tail or ""))
            continue
        if tag in _SKIPPED:
            walker.skip_subtree()
            continue
        if tag in _BLOCKS:
            parts.append("\n\n")
        elif tag == "br":
            parts.append("\n")
        elif tag == "img":
            parts.append(_picture_name(element))
        parts.append(_SPACE.sub(" ", element.text or ""))
    lines = "".join(parts).split("\n")
    return "\n".join(line.strip(" ") for line in lines)


def _picture_name(image: etree._Element) -> str:
    source = image.get("src") or ""
    if source.startswith("data:"):
        name = image.get("alt") or ""
    else:
        try:
            name = PurePosixPath(unquote(urlsplit(source).path)).name
        except ValueError:
            name = ""
    name = _SPACE.sub(" ", name).strip()[:_LONGEST_NAME]
    return f"\n\n{name}\n\n" if "." in name else ""


def _head_titles(root: etree._Element) -> tuple[str, ...]:
    found = [
        meta.get("content") or ""
        for meta in root.iter("meta")
        if (meta.get("property") or "").lower() == "og:title"
    ]
    found += ["".join(map(str, title.itertext())) for title in root.iter("title")]
    cleaned = (_SPACE.sub(" ", title).strip()[:_LONGEST_HEAD_TITLE] for title in found)
    return tuple(dict.fromkeys(title for title in cleaned if title))[:_MOST_HEAD_TITLES]
