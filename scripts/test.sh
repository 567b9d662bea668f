#!/usr/bin/env bash
# Runs every test that this machine can run: the integration and functional tests on a real PostgreSQL when one
# answers, then the whole suite on SQLite. Fails when either run fails.
set -uo pipefail
cd "$(dirname "$0")/.."

# Where the tests run is decided here. What the environment names is where they look for a server (tests/services.py).
export TEST_DATABASE_URL=${DATABASE_URL:-} TEST_REDIS_URL=${REDIS_URL:-}
export REDIS_URL=
failed=0

# A worker for each core, and a whole module to each: some modules load Larvik once for all their tests.
run() { .venv/bin/python -m pytest --numprocesses auto --dist loadscope "$@" || failed=1; }

if postgres=$(.venv/bin/python -m tests.services postgres 2>/dev/null); then
    echo "On PostgreSQL:"
    DATABASE_URL=$postgres run tests/integration tests/functional
    echo
    echo "On SQLite:"
fi
DATABASE_URL=sqlite:// run

exit "$failed"
