"""Every variable that the code reads stands in one table, and the page of the docs is printed from it."""

import ast
import re
from collections.abc import Iterator

from aldea.site.variables import VARIABLES
from tests.architecture.source_rules import ROOT, SOURCE, python_files
from tools.print_settings import PAGE, WORKSHOP, settings_page

VARIABLE = re.compile(r"ALDEA_[A-Z0-9_]*[A-Z0-9]|DATABASE_URL|DJANGO_SETTINGS_MODULE")
THE_TABLE = SOURCE / "site" / "variables.py"


def named(tree: ast.Module) -> Iterator[str]:
    """Every variable whose whole name stands in the code as a text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and VARIABLE.fullmatch(node.value):
            yield node.value


def read_without_a_name(tree: ast.Module) -> Iterator[str]:
    """Where the environment is asked for something that is not written out, so that no table can hold it."""
    for node in ast.walk(tree):
        asked: ast.expr | None = None
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("environ.get", "getenv")):
            asked = node.args[0]
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("environ"):
            asked = node.slice
        if asked is not None and not isinstance(asked, ast.Constant):
            yield f"{asked.lineno}: {ast.unparse(asked)}"


def sources() -> list[ast.Module]:
    files = [path for path in python_files(SOURCE) if path != THE_TABLE]
    return [ast.parse(path.read_text(encoding="utf-8")) for path in files]


def test_the_page_of_settings_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == settings_page()


def test_every_variable_that_the_code_reads_is_in_the_table_and_no_other() -> None:
    found = {name for tree in sources() for name in named(tree)}
    assert found == {variable.name for variable in VARIABLES}


def test_no_variable_is_read_whose_name_is_not_written_out() -> None:
    assert [place for tree in sources() for place in read_without_a_name(tree)] == []
    assert list(read_without_a_name(ast.parse("import os\nx = os.environ.get(name)"))) != []
    assert list(read_without_a_name(ast.parse("import os\nx = os.environ[name]"))) != []


def test_what_the_workshop_reads_is_on_the_page_too() -> None:
    folders = (ROOT / "tools", ROOT / "tests" / "journeys")
    files = [path for path in python_files(*folders) if path.name != "print_settings.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    read = set(re.findall(r'"(ALDEA_DOCS_[A-Z]+|CHROMIUM)"', text))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    read |= set(re.findall(r"\$\((PORT|PYTHON)\)", makefile))
    assert read == {variable.name for variable in WORKSHOP}


def test_each_variable_stands_in_the_table_once_and_says_what_for() -> None:
    names = [variable.name for variable in VARIABLES]
    assert len(names) == len(set(names))
    assert all(variable.purpose for variable in VARIABLES)
