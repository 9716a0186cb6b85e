"""Makes the static files that come from front-end packages: called once at set-up.

Third-party files are never committed: KRDS's style sheets and fonts come from
`node_modules` and are cut down to what hamkke's pages use.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from hamkke.web import preview, styles, typefaces

PACKAGE = Path(__file__).parent
KRDS = Path("krds-uiux") / "resources"
SHEETS = ("css/token/krds_tokens.css", "css/component/output.css")


class PackagesMissingError(Exception):
    """The front-end packages are not where they should be."""

    def __init__(self, missing: Path) -> None:
        """This function will keep the path that was looked for."""
        super().__init__(
            f"{missing} 파일이 없습니다. npm ci를 먼저 실행해 주세요. "
            f"({missing} is missing; run npm ci first.)"
        )
        self.missing = missing


def build(node_modules: Path, out: Path) -> None:
    """This function will write `out/web/css`, `fonts` and `img`, replacing what was there.

    It raises PackagesMissingError where `npm ci` has not run.
    """
    krds = node_modules / KRDS
    for needed in (*(krds / sheet for sheet in SHEETS), krds / "fonts"):
        if not needed.exists():
            raise PackagesMissingError(needed)
    target = out / "web"
    fresh = out / "web.new"
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "css").mkdir(parents=True)
    build_styles(krds, fresh / "css" / "krds.css")
    typefaces.build_fonts(krds / "fonts", PACKAGE.parent, fresh)
    preview.draw_preview(krds / "fonts", fresh / "img" / "preview.png")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def build_styles(krds: Path, target: Path) -> None:
    """This function will write KRDS's tokens and components as one small style sheet."""
    rules = [
        rule
        for sheet in SHEETS
        for rule in styles.parse((krds / sheet).read_text(encoding="utf-8"))
    ]
    own = "".join(
        sheet.read_text(encoding="utf-8") for sheet in sorted(PACKAGE.glob("static/web/css/*.css"))
    )
    kept = styles.drop_unused_variables(styles.purge(rules), also_used_in=own)
    target.write_text(styles.render(kept) + "\n", encoding="utf-8")
