"""What may not stand in a source file. Each rule gives `line: what` for each breach in a parsed file."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "aldea"
PURE_FLOORS = ("terminology", "language", "engines", "packs", "rulebook", "care")
EXACT_FLOORS = ("terminology", "language", "engines")
VAGUE_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"})

CLOCK_CALLS = frozenset({"now", "utcnow", "today"})
CLOCK_FUNCTIONS = frozenset({"time", "time_ns"})  # of the module time; its monotonic only measures how long
CLOCK_OWNERS = frozenset({"datetime", "date", "timezone"})
CHANCE_NAMES = frozenset({"uuid1", "uuid4", "urandom", "SystemRandom", "getrandbits"})
CLOCK_AND_CHANCE_MODULES = frozenset({"time", "random", "secrets"})

Rule = Callable[[ast.Module], Iterator[str]]


def clock_or_chance(tree: ast.Module) -> Iterator[str]:
    """Strict: no clock and no chance at all. Both are given by the caller."""
    for node in ast.walk(tree):
        for module, name in _imported(node):
            if module in CLOCK_AND_CHANCE_MODULES or name in CHANCE_NAMES:
                yield f"{_line(node)}: imports {name or module}"
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in CLOCK_CALLS
        ):
            yield f"{node.lineno}: calls .{node.func.attr}()"
        if isinstance(node, ast.Attribute) and (node.attr in CHANCE_NAMES or _reads_clock(node)):
            yield f"{node.lineno}: uses .{node.attr}"


def clock_or_identity_past_the_edge(tree: ast.Module) -> Iterator[str]:
    """For the rooms with Django: they may ask the edge, but read no clock and make no id themselves."""
    for node in ast.walk(tree):
        for module, name in _imported(node):
            if (module == "time" and name in CLOCK_FUNCTIONS) or name in CHANCE_NAMES:
                yield f"{_line(node)}: imports {name}"
        if isinstance(node, ast.Attribute) and _reads_clock(node):
            yield f"{node.lineno}: uses {_owner(node)}.{node.attr}"
        if isinstance(node, ast.Attribute) and node.attr in CHANCE_NAMES:
            yield f"{node.lineno}: uses .{node.attr}"


def hidden_defaults(tree: ast.Module) -> Iterator[str]:
    """A model gives no time and no id of its own making."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield f"{node.value.lineno}: {node.arg}"


def floats(tree: ast.Module) -> Iterator[str]:
    """A threshold is an exact decimal: no float literal, no call of float()."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"{node.lineno}: the float {node.value}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float":
            yield f"{node.lineno}: calls float()"


def caught_everything(tree: ast.Module) -> Iterator[str]:
    """An error that nobody foresaw must not be swallowed."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        if any(kind is None or getattr(kind, "id", "") in {"Exception", "BaseException"} for kind in kinds):
            yield f"{node.lineno}: catches everything"


def long_functions(tree: ast.Module, most: int = 40) -> Iterator[str]:
    """A function fits on a screen."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > most:
                yield f"{node.lineno}: {node.name} has {length} lines"


def python_files(*folders: Path) -> list[Path]:
    """Return every Python file of these folders that we wrote (migrations are written by Django)."""
    files = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return [path for path in files if "migrations" not in path.parts]


def breaches(rule: Rule, files: list[Path]) -> list[str]:
    """Return `path:line: what` for each breach of the rule in these files."""
    found = []
    for path in files:
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        found += [f"{path.relative_to(ROOT)}:{breach}" for breach in rule(tree)]
    return found


def _imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        yield from ((alias.name.partition(".")[0], "") for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield from ((node.module.partition(".")[0], alias.name) for alias in node.names)


def _reads_clock(node: ast.Attribute) -> bool:
    owner = _owner(node)
    return (node.attr in CLOCK_CALLS and owner in CLOCK_OWNERS) or (
        node.attr in CLOCK_FUNCTIONS and owner == "time"
    )


def _owner(node: ast.Attribute) -> str:
    base = node.value
    return base.id if isinstance(base, ast.Name) else getattr(base, "attr", "")


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)
