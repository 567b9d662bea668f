#!/usr/bin/env bash
# Makes .venv/ and node_modules/ what the locks say, and the translations what locale/ says.
# Each part leaves the checksum of its lock behind, so that a second run only compares and is done.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }
checksum() { cat "$@" | cksum; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail "Planpuls trenger Python 3.11 eller nyere, og fant ingen. Installer den (på Debian: apt install python3 python3-venv), eller si hvor den er: make setup PYTHON=/sti/til/python3"
}

make_environment() {
    local python
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python mangler modulen venv. Installer den (på Debian: apt install python3-venv) og prøv igjen."
    "$python" -m venv --clear .venv
}

# The lines of one package in a lock, with its checksums.
locked() { awk -v start="$1==" 'index($0, start) == 1 { inside = 1 } inside { print } inside && !/\\$/ { exit }' "$2"; }

# uv does in seconds what pip does in a minute. pip is the way round where only pip is told about a registry.
install_python_packages() {
    local pip=(.venv/bin/python -m pip --quiet --disable-pip-version-check)
    locked uv requirements-dev.txt > .venv/uv.txt
    "${pip[@]}" install --require-hashes --requirement .venv/uv.txt
    VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --system-certs --compile-bytecode --require-hashes \
        --requirement "$1" || {
        say "  uv nådde ikke pakkene. Prøver med pip, som bruker lengre tid."
        "${pip[@]}" install --require-hashes --requirement "$1"
    }
}

install_front_end() {
    if ! command -v npm >/dev/null; then
        say "  Maskinen har ikke npm. Henter den fra Python-registeret."
        install_python_packages requirements-node.txt
        PATH="$PWD/.venv/bin:$PATH"
    fi
    npm ci --loglevel=error >/dev/null
}

# The folder is part of the stamp, because the programs in .venv/bin hold its full path.
wanted="$PWD $(checksum requirements-dev.txt)"
if [ "$wanted" != "$(cat .venv/installed 2>/dev/null)" ] || ! .venv/bin/python -c '' 2>/dev/null; then
    say "Lager Python-miljøet i .venv …"
    make_environment
    install_python_packages requirements-dev.txt
    say "$wanted" > .venv/installed
fi

wanted=$(checksum package-lock.json)
if [ "$wanted" != "$(cat node_modules/installed 2>/dev/null)" ]; then
    say "Henter skrift og designsystem til node_modules …"
    install_front_end
    say "$wanted" > node_modules/installed
fi

.venv/bin/python scripts/compile_messages.py
