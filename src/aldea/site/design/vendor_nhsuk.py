"""Takes the NHS.UK frontend over from its npm package: ``npm pack nhsuk-frontend@10.6.1``, unpack, then

    python -m aldea.site.design.vendor_nhsuk <directory of the unpacked package>

Kept: the styles that follow the reader's text size, the script, and the icons that the styles use.
Left out: the font (licensed for NHS services only, and fetched from another host), the NHS logo and icons.
"""

import re
import shutil
import sys
from pathlib import Path

TARGET = Path(__file__).parent / "static" / "nhsuk"
FONT = re.compile(r"@font-face\{[^}]*\}")
FONT_NAME = re.compile(r"Frutiger W01,")
SOURCE_MAP = re.compile(r"/[*/]# sourceMappingURL=\S+(?:\s*\*/)?")
ICON = re.compile(r"url\(/assets/images/([a-z-]+\.svg)\)")


def vendor(package: Path) -> None:
    """Write styles, script and icons below ``static/nhsuk``."""
    source = package / "dist" / "nhsuk"
    styles = (source / "nhsuk-frontend-dynamic-type.min.css").read_text("utf-8")
    styles = FONT_NAME.sub("", FONT.sub("", styles))
    (TARGET / "images").mkdir(parents=True, exist_ok=True)
    for icon in sorted(set(ICON.findall(styles))):
        shutil.copyfile(source / "assets" / "images" / icon, TARGET / "images" / icon)
    styles = SOURCE_MAP.sub("", ICON.sub(r"url(images/\1)", styles))
    script = SOURCE_MAP.sub("", (source / "nhsuk-frontend.min.js").read_text("utf-8"))
    (TARGET / "nhsuk-frontend.min.css").write_text(styles.strip() + "\n", "utf-8")
    (TARGET / "nhsuk-frontend.min.js").write_text(script.strip() + "\n", "utf-8")


if __name__ == "__main__":
    vendor(Path(sys.argv[1]))
