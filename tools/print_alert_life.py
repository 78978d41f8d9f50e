"""Print the life of an alert into the docs, from its table: .venv/bin/python -m tools.print_alert_life"""

from pathlib import Path

from aldea.care.alert_diagram import alert_life_page

PAGE = Path(__file__).resolve().parent.parent / "docs" / "explanation" / "alert-life.md"

if __name__ == "__main__":
    PAGE.write_text(alert_life_page(), encoding="utf-8")
