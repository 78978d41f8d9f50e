"""Print the settings into the docs, from their table: .venv/bin/python -m tools.print_settings"""

from collections.abc import Iterator
from pathlib import Path

from aldea.site.variables import VARIABLES, Need, Variable

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "settings.md"

HEADINGS = {
    Need.REQUIRED: "## Required\n\nWithout these Aldea does not start. It invents none of them.",
    Need.RECOMMENDED: "## Recommended\n\nAldea starts without them. `aldea check-deploy` reminds of each.",
    Need.OPTIONAL: "## Optional\n\nLeave them out unless you want something else.",
    Need.DEMO_ONLY: "## For the demo only",
}

WORKSHOP = (
    Variable("PORT", Need.OPTIONAL, "the port of `make demo`", "8123", "8000"),
    Variable(
        "PYTHON",
        Need.OPTIONAL,
        "the Python with which `make setup` makes `.venv`",
        "python3.12",
        "the first found",
    ),
    Variable(
        "CHROMIUM",
        Need.OPTIONAL,
        "the browser of the journeys",
        "/usr/bin/chromium",
        "it is looked for, and installed where that is possible",
    ),
    Variable(
        "ALDEA_DOCS_IMAGES",
        Need.OPTIONAL,
        "set to 1, the journeys take the pictures of the docs anew",
        "1",
        "no pictures are taken",
    ),
)
"""What the tools and tests of this repository read besides."""

PAGE_TEXT = """# Settings

This page is printed from the table in `aldea.site.variables`. After a change of the table, print it again:
`.venv/bin/python -m tools.print_settings`

Aldea reads its settings from environment variables when it starts. A blank one counts as absent. It reads no
file of its own: [systemd](../how-to/run-with-systemd.md) or a [container](../how-to/run-in-a-container.md)
does that. `aldea check-deploy` says which are missing or weak, and prints no secret.

Name, number, hours, due times and local limits are where the hospital begins. An administrator may decide
each anew on the page *Settings*, with a reason. From then on the decision holds, and not the variable.

{sections}

## In the workshop

Only the tools and tests of this repository read these.

{workshop}
"""


def settings_page() -> str:
    """The whole page."""
    sections = (
        f"{heading}\n\n{_table([each for each in VARIABLES if each.need is need])}"
        for need, heading in HEADINGS.items()
    )
    return PAGE_TEXT.format(sections="\n\n".join(sections), workshop=_table(WORKSHOP))


def _table(variables: list[Variable] | tuple[Variable, ...]) -> str:
    return "\n".join(_rows(variables))


def _rows(variables: list[Variable] | tuple[Variable, ...]) -> Iterator[str]:
    yield "| Variable | What it is | Without it | Example |"
    yield "|---|---|---|---|"
    for variable in variables:
        otherwise = variable.otherwise or "Aldea does not start"
        example = f"`{variable.example}`" if variable.example else ""
        purpose = f"{variable.purpose}{' (secret)' if variable.secret else ''}"
        yield f"| `{variable.name}` | {purpose} | {otherwise} | {example} |"


if __name__ == "__main__":
    PAGE.write_text(settings_page(), encoding="utf-8")
