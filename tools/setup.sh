#!/usr/bin/env bash
# Makes .venv with the pinned packages and Aldea itself. Quick when nothing has changed.
#   PYTHON=python3.12 tools/setup.sh    chooses the Python of a new .venv (3.11 or newer)
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/.aldea-setup
is_new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

fingerprint() {
    cat requirements/dev.txt pyproject.toml tools/setup.sh | cksum
    pwd
}

letter() {
    printf '\nAldea could not be set up.\n' >&2
    printf '%s\n' "$@" >&2
    exit 1
}

find_python() {
    local name
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if "$name" -c "$is_new_enough" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    letter "It needs Python 3.11 or newer, and none was found on the PATH." \
        "Install one, or name it: make setup PYTHON=/path/to/python3.12"
}

make_environment() {
    local python log
    python=$(find_python)
    log=$(mktemp)
    echo "Making .venv with $("$python" --version)"
    if "$python" -m venv .venv >"$log" 2>&1; then return; fi
    rm -rf .venv
    # Debian keeps the venv module in a package of its own.
    if command -v apt-get >/dev/null; then
        local root=()
        [ "$(id -u)" = 0 ] || root=(sudo -n)
        "${root[@]}" apt-get update -q >>"$log" 2>&1 || true
        "${root[@]}" apt-get install -y -q --no-install-recommends python3-venv >>"$log" 2>&1 || true
        if "$python" -m venv .venv >>"$log" 2>&1; then return; fi
        rm -rf .venv
    fi
    cat "$log" >&2
    letter "$python cannot make a virtual environment; its own words are above." \
        "On Debian or Ubuntu: apt-get install python3-venv. Then type the same command again."
}

if [ -x .venv/bin/aldea ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(fingerprint)" ]; then
    exit 0
fi
if ! .venv/bin/python -c "$is_new_enough" >/dev/null 2>&1; then
    rm -rf .venv
    make_environment
fi
echo "Installing the packages of requirements/dev.txt (a minute or two the first time)"
pip=(.venv/bin/python -m pip --disable-pip-version-check --quiet)
"${pip[@]}" install --requirement requirements/dev.txt ||
    letter "The packages could not be installed; pip's own words are above." \
        "Is there a network? Then type the same command again: it goes on where it stopped."
"${pip[@]}" install --no-deps --no-build-isolation --editable .
fingerprint >"$stamp"
echo "Ready: .venv/bin/aldea"
