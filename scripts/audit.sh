#!/bin/sh
# What is known of faults in the pinned versions, whose licences they have, and a list of all parts -> build/audit.
#
#     scripts/audit.sh
#
# Exit 1 for a known fault, or a licence that is not on the list. Advisories are asked of the package index. Where it can't
# be asked, or has none of a package, that is said and is no fault, and no clean bill.
set -eu
cd "$(dirname "$0")/.."

allowed="MIT;BSD;Apache;ISC;PSF;Python Software Foundation;Mozilla Public License 2.0;MPL-2.0;Open Font License"
by_hand="resvg_py" # says no licence in its metadata; the file that comes with it is MIT's

scripts/environment.sh requirements.txt
VENV=build/tools scripts/environment.sh requirements-audit.txt
mkdir -p build/audit
failed=0

build/tools/bin/cyclonedx-py requirements requirements.lock --output-format JSON --output-file build/audit/parts.json

pinned=$(sed -n 's/^\([A-Za-z0-9._-]*\)==.*/\1/p' requirements.lock | sort -u)
# shellcheck disable=SC2086 # one word for each package
build/tools/bin/pip-licenses --python .venv/bin/python --packages $pinned --ignore-packages $by_hand --from=mixed --format=markdown \
    --partial-match --allow-only="$allowed" >build/audit/licences.md || failed=1

rm -f build/audit/advisories.json
build/tools/bin/pip-audit --require-hashes --disable-pip --progress-spinner off -r requirements.lock \
    --format json --output build/audit/advisories.json 2>/dev/null || true
.venv/bin/python - build/audit/advisories.json <<'PYTHON' || failed=1
import json, pathlib, sys

told = pathlib.Path(sys.argv[1])
parts = json.loads(told.read_text(encoding="utf-8"))["dependencies"] if told.exists() else []
faults = [f"{part['name']} {part['version']}: {known['id']}" for part in parts for known in part.get("vulns", ())]
unknown = sum("skip_reason" in part for part in parts)
print(f"{len(parts)} packages asked about: {len(faults)} known faults; of {unknown} the index has no advisories.")
print(*faults, sep="\n", end="\n" if faults else "")
sys.exit(bool(faults))
PYTHON

echo "Advisories, licences and parts (CycloneDX) are in build/audit."
exit "$failed"
