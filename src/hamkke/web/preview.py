"""Draws the picture that link previews show of the site (og:image): called once at set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from pathlib import Path

# What messengers and social networks cut least.
SIZE: Final = (1200, 630)
INK, BLUE, YELLOW, DEEP = "#131416", "#256ef4", "#ffb114", "#052561"
# Drawn twice as large, then made smaller: round edges without steps.
FINE: Final = 2


def draw_preview(fonts: Path, target: Path) -> None:
    """This function will draw the logo with the name and what the site is about."""
    target.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), "white")
    picture.paste(_logo(), (96 * FINE, 120 * FINE))
    draw = ImageDraw.Draw(picture)
    for text, style, size, top in (
        ("함께", "Bold", 116, 272),
        ("학교와 마을이 함께 키우는 서울", "Regular", 52, 436),
    ):
        font = ImageFont.truetype(str(fonts / f"PretendardGOV-{style}.subset.woff2"), size * FINE)
        draw.text((96 * FINE, top * FINE), text, font=font, fill=INK)
    draw.rectangle((0, 614 * FINE, SIZE[0] * FINE, SIZE[1] * FINE), fill=BLUE)
    picture.resize(SIZE, Image.Resampling.LANCZOS).save(target, optimize=True)


def _logo() -> Image.Image:
    """The two circles of static/web/img/logo.svg: where they meet, both."""
    unit = 5 * FINE
    logo = Image.new("RGB", (32 * unit, 22 * unit), "white")
    circles = []
    for centre, colour in ((21, YELLOW), (11, BLUE)):
        mask = Image.new("L", logo.size, 0)
        box = ((centre - 10.5) * unit, 0.5 * unit, (centre + 10.5) * unit, 21.5 * unit)
        ImageDraw.Draw(mask).ellipse(box, fill=255)
        logo.paste(colour, mask=mask)
        circles.append(mask)
    both = Image.composite(circles[0], Image.new("L", logo.size, 0), circles[1])
    logo.paste(DEEP, mask=both)
    return logo
