"""Print the table of environment variables into the docs: .venv/bin/python -m tools.print_settings"""

from pathlib import Path

from aldea.site.environment import OPTIONAL, REQUIRED

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "settings.md"
HEAD = """# Settings by environment

This page is printed from `aldea.site.environment`. After a change there, print it again:
`.venv/bin/python -m tools.print_settings`

What a hospital decides for itself (numbers, hours, due times, local thresholds) can also be decided on the
settings page by an administrator, with who, when and why; what is decided there holds over the environment.

## Needed: Aldea does not start without them

"""


def settings_page() -> str:
    """The whole page, as Markdown."""
    needed = [f"| `{each.name}` | {each.purpose} | {_code(each.example)} |" for each in REQUIRED]
    others = [
        f"| `{each.name}` | {each.purpose} | {each.default} | {_code(each.example)} |" for each in OPTIONAL
    ]
    return "\n".join(
        [
            HEAD + "| Variable | What for | Example |",
            "|---|---|---|",
            *needed,
            "",
            "## May stay out",
            "",
            "| Variable | What for | Without it | Example |",
            "|---|---|---|---|",
            *others,
            "",
        ]
    )


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(settings_page(), encoding="utf-8")
