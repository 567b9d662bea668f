#!/usr/bin/env bash
# Runs every test that this machine can run. Where a PostgreSQL answers: the integration and functional tests on it, and
# on SQLite everything else, the integration tests of figures and targets again, and others that are marked
# `both_databases` (tests/conftest.py says why). Where none answers: the whole suite on SQLite. Fails when a run fails.
set -uo pipefail
cd "$(dirname "$0")/.."

# Where the tests run is decided here. What the environment names is where they look for a server (tests/services.py).
export TEST_DATABASE_URL=${DATABASE_URL:-} TEST_REDIS_URL=${REDIS_URL:-}
export REDIS_URL=
# Where Python may keep nothing, each of the many processes here compiles every file anew.
export PYTHONDONTWRITEBYTECODE=
failed=0

# A worker for each core, and a whole module to each: some modules load Larvik once for all their tests. In the order of
# tests/conftest.py, which begins with the longest.
pytest=(.venv/bin/python -m pytest --numprocesses auto --dist loadscope --no-loadscope-reorder)

if postgres=$(.venv/bin/python -m tests.services postgres 2>/dev/null); then
    export TWO_RUNS=1
    # Both at once: while a test waits for the server, the browser or a process, there is another to go on with.
    on_sqlite=$(mktemp)
    trap 'kill %% 2>/dev/null; rm "$on_sqlite"' EXIT
    trap 'exit 130' INT
    DATABASE_URL=sqlite:// "${pytest[@]}" >"$on_sqlite" 2>&1 &
    echo "On PostgreSQL:"
    DATABASE_URL=$postgres "${pytest[@]}" tests/integration tests/functional || failed=1
    echo
    echo "On SQLite, at the same time:"
    wait %% || failed=1
    cat "$on_sqlite"
else
    DATABASE_URL=sqlite:// "${pytest[@]}" || failed=1
fi

exit "$failed"
