#!/usr/bin/env bash
# Walks every address that docs/addresses.md names with curl alone and prints what each answers: status, type, length,
# ETag, Last-Modified, licences, CORS; HEAD, a part (Range), 304 for whoever has it, gzip. Exit 1 where one is unlike the docs.
#
#   scripts/addresses.sh http://127.0.0.1:8501
set -uo pipefail
base=${1:?the address of a copy, as scripts/addresses.sh http://127.0.0.1:8501}
base=${base%/}
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '  unlike the docs: %s\n' "$1"; failed=1; }

# header NAME: its value in the last answer.
header() { tr -d '\r' <"$work/headers" | grep -i "^$1:" | tail -n 1 | cut -d ' ' -f 2-; }

# ask STATUS PATH [CURL'S OPTIONS…]: the headers to $work/headers, the body to $work/body.
ask() {
    local wanted=$1 path=$2 status
    shift 2
    status=$(curl -s -o "$work/body" -D "$work/headers" -w '%{http_code}' "$@" "$base$path")
    [ "$status" = "$wanted" ] || say "$path $*: $status in place of $wanted: $(head -c 200 "$work/body" | tr '\n' ' ')"
}

# walk TYPE PATH: all that a good address promises.
walk() {
    local type=$1 path=$2 etag length
    ask 200 "$path"
    etag=$(header etag)
    length=$(header content-length)
    printf '%-60s %s  %s  %s bytes  %s  %s  CORS %s\n' "$path" "$(head -n 1 "$work/headers" | cut -d ' ' -f 2)" \
        "$(header content-type)" "${length:-?}" "$etag" "$(header last-modified)" "$(header access-control-allow-origin)"
    [[ $(header content-type) == "$type"* ]] || say "$path: $(header content-type) in place of $type"
    [ "$(header access-control-allow-origin)" = '*' ] || say "$path: not every origin may read it"
    [ "${length:-}" = "$(wc -c <"$work/body" | tr -d ' ')" ] || say "$path: Content-Length ${length:-none}"
    [ -s "$work/body" ] || say "$path: nothing in it"
    [ -n "$etag" ] || say "$path: no ETag"
    cp "$work/body" "$work/whole"
    ask 200 "$path" --head
    [ "$(header content-length)" = "$length" ] || say "$path: HEAD says $(header content-length) bytes in place of $length"
    ask 304 "$path" -H "If-None-Match: $etag"
    ask 200 "$path" -H 'If-None-Match: "another"'
    if [[ $path == /data/*.* && $path != *metadata* ]]; then
        [ -n "$(header last-modified)" ] || say "$path: no Last-Modified"
        [[ $(header link) == *open-government-licence*'rel="license"'* ]] || say "$path: no Link to the licences"
        ask 206 "$path" -H 'Range: bytes=0-9'
        cmp -s "$work/body" <(head -c 10 "$work/whole") || say "$path: bytes 0 to 9 are others"
        if [[ $type == text/* || $type == application/json ]]; then
            ask 200 "$path" --compressed -H 'Accept-Encoding: gzip'
            [ "$(header content-encoding)" = gzip ] || say "$path: not compressed for who takes gzip"
            cmp -s "$work/body" "$work/whole" || say "$path: unpacked it is another file"
        fi
    fi
}

# refused STATUS PATH: said in a line of text that any origin may read.
refused() {
    ask "$1" "$2"
    printf '%-60s %s  %s\n' "$2" "$1" "$(head -c 90 "$work/body" | head -n 1)"
    [ "$(header access-control-allow-origin)" = '*' ] || say "$2: not every origin may read why"
    [[ $(header content-type) == text/plain* ]] || say "$2: the reason is $(header content-type)"
}

curl -s -o "$work/index" -H 'Accept: application/json' "$base/data/"
tables=$(grep -o '"name": *"[a-z_]*"' "$work/index" | cut -d '"' -f 4)
release=$(grep -o '"release": *"[a-z0-9]*"' "$work/index" | head -n 1 | cut -d '"' -f 4)
[ -n "$tables" ] || say "/data/ lists no tables"
figure=$(curl -s "$base/data/figures.csv?columns=figure_id&limit=1" | tail -n 1)

walk text/html /data/
walk text/html /api
walk application/json /api/openapi.json
for table in $tables; do
    walk text/csv "/data/$table.csv"
    walk application/csvm+json "/data/$table.csv-metadata.json"
done
walk application/json /data/force_years.json
walk application/vnd.apache.parquet /data/force_years.parquet
walk application/vnd.openxmlformats-officedocument.spreadsheetml.sheet /data/force_years.xlsx
walk text/csv "/data/force_years.csv?force=kent&columns=year,value&limit=5"
walk text/csv "/data/force_years.csv?measure=offences_recorded&wide=1&bom=1"
walk application/json "/data/force_years.json?force=kent&orient=columns"
walk text/csv "/data/release.csv?release=$release"
walk application/zip /data/all.zip
walk application/json /data/datapackage.json
walk application/vnd.duckdb /data/warehouse.duckdb
walk text/html "/figure/$figure"
walk text/html /force/kent
walk image/png /chart/compare.png
walk image/svg+xml /chart/compare.svg
walk text/html /embed/compare
walk application/atom+xml /feed.xml
walk application/atom+xml "/feed.xml?force=kent"
walk application/json /health
refused 400 "/data/force_years.csv?colour=red"
refused 400 "/data/force_years.csv?force=nowhere"
refused 400 "/data/force_years.csv?columns=colour"
refused 400 "/chart/compare.svg?offence=nothing"
refused 404 /data/nothing.csv
refused 404 /data/force_years.xml
refused 404 "/data/force_years.csv?release=nothing"
refused 404 /evidence/nothing.png
refused 404 /chart/nothing.png
ask 404 /figure/nothing
ask 404 /force/nowhere
ask 404 /nowhere

if [ "$failed" -ne 0 ]; then
    echo "Some addresses are unlike the docs: see above." >&2
    exit 1
fi
echo "Every address answers as docs say."
