"""Links in the documents lead somewhere, and the index names every page."""

import re
from pathlib import Path

from tests.architecture.source_rules import ROOT

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
LISTED_ELSEWHERE = {"adr"}


def pages() -> list[Path]:
    return sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])


def anchors(page: Path) -> set[str]:
    """The places of a page that a link can point to, spelled as code hosts do."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path, text: str) -> list[str]:
    found = []
    for link in LINK.findall(re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        address, _, place = link.partition("#")
        target = (page.parent / address).resolve() if address else page
        if re.match(r"[a-z]+:", link):
            continue
        if not target.exists() or (place and place not in anchors(target)):
            found.append(f"{page.relative_to(ROOT)}: {link}")
    return found


def test_every_link_leads_somewhere() -> None:
    assert len(pages()) > 20
    assert [link for page in pages() for link in broken_links(page, page.read_text(encoding="utf-8"))] == []


def test_a_link_that_leads_nowhere_is_seen() -> None:
    index = DOCS / "README.md"
    assert len(broken_links(index, "[a](nowhere.md) [b](how-to/upgrade.md#nowhere) [c](#nowhere)")) == 3
    assert (
        broken_links(index, "[a](how-to/upgrade.md#go-back) [b](#reference) [c](https://example.org)") == []
    )


def test_the_index_names_every_page() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    listed = {link.partition("#")[0] for link in LINK.findall(index)}
    wanted = {str(page.relative_to(DOCS)) for page in DOCS.glob("*/*.md")}
    assert {page for page in wanted if page.split("/")[0] not in LISTED_ELSEWHERE} <= listed


def test_every_picture_is_shown_somewhere() -> None:
    shown = {
        (page.parent / link).resolve()
        for page in pages()
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if link.endswith(".png")
    }
    pictures = set((DOCS / "images").iterdir())
    assert pictures
    assert pictures == shown
