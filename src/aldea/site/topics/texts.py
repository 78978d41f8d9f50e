"""The pack's Markdown as HTML, with the classes of the design."""

from markdown_it import MarkdownIt
from markupsafe import Markup

from aldea.language.pack import Pack
from aldea.site.topics.passages import with_number

CLASSES = {
    "h2": "nhsuk-heading-m",
    "h3": "nhsuk-heading-s",
    "ul": "nhsuk-list nhsuk-list--bullet",
    "ol": "nhsuk-list nhsuk-list--number",
}
# Raw HTML is not let through: the texts are data, and data is not trusted to be a page.
_markdown = MarkdownIt("commonmark", {"html": False})


def to_html(text: str, number: str) -> Markup:
    """The Markdown as HTML; the hospital's ``number`` never breaks over two lines."""
    tokens = _markdown.parse(with_number(text, number))
    for token in tokens:
        if token.nesting == 1 and token.tag in CLASSES:
            token.attrSet("class", CLASSES[token.tag])
    return Markup(_markdown.renderer.render(tokens, _markdown.options, {}))  # noqa: S704  html is off above


def is_beyond(pack: Pack, ids: tuple[str, ...]) -> bool:
    """Whether any of these statements goes beyond the leaflet."""
    return any(pack.statements[id].beyond for id in ids)
