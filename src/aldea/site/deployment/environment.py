"""The environment variables, looked at one by one, before anything is started."""

from collections.abc import Callable, Iterator, Mapping

from aldea.site.deployment.findings import Finding, advice, missing, ok, wrong
from aldea.site.variables import VARIABLES, Need, Variable

NEW_KEY = 'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
NEW_TOKEN = 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'  # noqa: S105  how to make one
SHORTEST_KEY, SHORTEST_TOKEN, FEWEST_LETTERS = 50, 32, 5
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


def look_at_environment(environment: Mapping[str, str]) -> Iterator[Finding]:
    """A finding for each variable that is required or recommended, and for others that are set."""
    for variable in VARIABLES:
        value = environment.get(variable.name, "").strip()
        if variable.name in OWN_LOOK:
            yield OWN_LOOK[variable.name](variable, value)
        elif value:
            yield ok(variable.name, shown(variable, value))
        elif variable.need is Need.REQUIRED:
            example = f", such as {variable.name}='{variable.example}'" if variable.example else ""
            yield missing(variable.name, variable.purpose, f"set it{example}")
        elif variable.need is Need.RECOMMENDED:
            yield advice(variable.name, f"not set: {variable.otherwise}", f"set it to {variable.purpose}")


def shown(variable: Variable, value: str) -> str:
    """The value, or that there is one."""
    return "set" if variable.secret else value


def _secret_key(variable: Variable, value: str) -> Finding:
    to_do = f"make one: {NEW_KEY}"
    if not value:
        return missing(variable.name, variable.purpose, to_do)
    if len(value) < SHORTEST_KEY or len(set(value)) < FEWEST_LETTERS or value.startswith("django-insecure-"):
        return wrong(variable.name, f"too weak: {len(value)} characters, {len(set(value))} different", to_do)
    return ok(variable.name, f"set, {len(value)} characters")


def _allowed_hosts(variable: Variable, value: str) -> Finding:
    hosts = [host.strip() for host in value.split(",") if host.strip()]
    to_do = f"name the hosts as in an address, such as {variable.example}"
    if not hosts:
        return missing(variable.name, variable.purpose, to_do)
    if any("*" in host for host in hosts):
        return wrong(variable.name, "'*' lets anyone pass for this site", to_do)
    if any(mark in host for host in hosts for mark in ("/", " ")):
        return wrong(variable.name, f"'{value}' holds more than names", to_do)
    if LOOPBACK.issuperset(hosts):
        return advice(variable.name, f"{value}: nobody elsewhere can open the site", to_do)
    return ok(variable.name, value)


def _behind_proxy(variable: Variable, value: str) -> Finding:
    if value == "1":
        words = "1: a proxy ends TLS; it must set X-Forwarded-Proto itself and pass none on from outside"
        return ok(variable.name, words)
    to_do = "put a proxy with TLS in front of Aldea, and set ALDEA_BEHIND_PROXY=1"
    return wrong(variable.name, "Aldea speaks http only and sends everybody to https", to_do)


def _data_folder(variable: Variable, value: str) -> Finding:
    to_do = f"set it to a folder of its own, such as {variable.example}"
    if not value:
        return advice(variable.name, f"not set: {variable.otherwise}", to_do)
    if not value.startswith("/"):
        return advice(variable.name, f"{value} depends on where the command is started", to_do)
    return ok(variable.name, value)


def _metrics_token(variable: Variable, value: str) -> Finding:
    to_do = f"make one: {NEW_TOKEN}"
    if not value:
        return advice(variable.name, f"not set: {variable.otherwise}", to_do)
    if len(value) < SHORTEST_TOKEN:
        return wrong(variable.name, f"too weak: {len(value)} characters", to_do)
    return ok(variable.name, f"set, {len(value)} characters")


def _demo(variable: Variable, value: str) -> Finding:
    if value in ("", "0"):
        return ok(variable.name, "off")
    return wrong(variable.name, f"{value}: this is a demo of invented people", "take the variable out")


OWN_LOOK: Mapping[str, Callable[[Variable, str], Finding]] = {
    "ALDEA_SECRET_KEY": _secret_key,
    "ALDEA_ALLOWED_HOSTS": _allowed_hosts,
    "ALDEA_BEHIND_PROXY": _behind_proxy,
    "ALDEA_DATA_DIR": _data_folder,
    "ALDEA_METRICS_TOKEN": _metrics_token,
    "ALDEA_DEMO": _demo,
}
