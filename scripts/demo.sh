#!/usr/bin/env bash
# Sets up, loads Larvik into SQLite and serves it on this machine. Running it again changes nothing that is there.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-8000}
say() { printf '\n%s\n' "$*"; }

say "Planpuls, demonstrasjon med Larvik kommune"
scripts/setup.sh
.venv/bin/python scripts/check_port.py "$port"

# The demo has people with a known password, so it keeps to itself: its own SQLite file, reached from this machine
# only, whatever .env says about the real installation.
export DATABASE_URL=sqlite:///var/planpuls.sqlite3 REDIS_URL= DEBUG=off HTTPS_ONLY=off ALLOWED_HOSTS=localhost,127.0.0.1

say "Lager databasen var/planpuls.sqlite3, eller oppdaterer den hvis den finnes …"
.venv/bin/python manage.py migrate --verbosity 0

say "Leser inn Larviks planer og tall …"
.venv/bin/python manage.py load_demo

say "Starter Planpuls …"
exec .venv/bin/gunicorn config.wsgi --config scripts/demo_server.py --bind "127.0.0.1:$port"
