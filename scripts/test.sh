#!/usr/bin/env bash
# Runs every test that this machine can run. Where a PostgreSQL answers: the integration and functional tests on it, then
# on SQLite everything that has not run yet, the integration tests of figures and targets again, and others that are marked
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
run() { .venv/bin/python -m pytest --numprocesses auto --dist loadscope --no-loadscope-reorder "$@" || failed=1; }

if postgres=$(.venv/bin/python -m tests.services postgres 2>/dev/null); then
    export TWO_RUNS=1
    echo "On PostgreSQL:"
    DATABASE_URL=$postgres run tests/integration tests/functional
    echo
    echo "On SQLite:"
fi
DATABASE_URL=sqlite:// run

exit "$failed"
