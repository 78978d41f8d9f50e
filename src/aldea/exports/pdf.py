"""The one door to typst: a template and values go in, an accessible PDF comes out.

Values go in as data and are never part of the template's source, so nothing that somebody typed is markup.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from aldea.exports.printable import printable

TEMPLATES = Path(__file__).parent


def compile_pdf(template: str, values: Mapping[str, Any], at: datetime) -> bytes:
    """The PDF of a template of this folder, tagged for screen readers (PDF/UA-1).

    ``values`` is what the template reads as ``data``; a letter that the fonts lack is printed as a box.
    ``at`` is written into the document as its date. Only the fonts that come with typst are used, so the
    same values give the same document everywhere.
    """
    import typst  # noqa: PLC0415  heavy: loaded where a document is made and nowhere else

    document: bytes = typst.compile(
        TEMPLATES / template,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        sys_inputs={"data": json.dumps(printable(values), ensure_ascii=False)},
        timestamp=int(at.timestamp()),
    )
    return document
