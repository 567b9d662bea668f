#!/usr/bin/env bash
# Writes the locks anew from the .in files and package.json: versions and checksums, and no address of any registry.
# Everything a developer installs is resolved once; what runs in production is the same resolution without the tools.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header "$@"
}

compile requirements.in requirements-dev.in --output-file requirements-dev.txt
compile requirements.in --constraints requirements-dev.txt --output-file requirements.txt
compile requirements-node.in --constraints requirements-dev.txt --output-file requirements-node.txt
npm install --package-lock-only --loglevel=error
