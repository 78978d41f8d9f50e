"""Write src/aldea/site/locale/aldea.pot: every text that the site shows, for translators.

Run it after words have changed: `.venv/bin/python -m tools.extract_messages`. Needs no gettext of the system.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "aldea"
CATALOGUE = SOURCE / "site" / "locale" / "aldea.pot"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "lazy": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip
METHODS = [("**.py", "python"), ("**.html", "jinja2")]


def messages() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Each file and text, in the order of the files and of the lines in them."""
    found = extract_from_dir(
        str(SOURCE), METHODS, options_map={"**.html": {"silent": "false"}}, keywords=KEYWORDS
    )
    for file, _line, words, _comments, _context in sorted(found, key=lambda each: (each[0], each[1])):
        yield file, words


def catalogue() -> Catalog:
    """The catalogue of all texts, with the files they stand in and without line numbers."""
    whole = Catalog(project="Aldea", charset="utf-8")
    for file, words in messages():
        whole.add(words, locations=[(f"src/aldea/{file}", 0)])
    return whole


def main() -> None:
    """Write the file."""
    with CATALOGUE.open("wb") as out:
        write_po(out, catalogue(), omit_header=True, include_lineno=False)
    print(f"{CATALOGUE.relative_to(ROOT)}: {len(catalogue())} texts")


if __name__ == "__main__":
    main()
