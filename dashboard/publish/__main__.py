"""The release of the warehouse -> a folder of static files for any web server, with what was found on the way.

Refuses without DISCLOSED_BASE_URL, the address at which the folder will be, and DISCLOSED_CONTACT, who corrects
errors; --draft writes a copy without them that says on each page that it is a draft. Exit codes: 0 written, and every
link leads somewhere; 1 written, and links lead nowhere, each named; 2 nothing written, and why.

    python -m dashboard.publish FOLDER
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

logging.disable(logging.WARNING)  # Streamlit, whose caches the pages share, warns that there is no page

from dashboard import installation, warehouse  # noqa: E402
from dashboard.publish import folder  # noqa: E402
from ingest.warehouse import releases  # noqa: E402

ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s?#]*")


def missing() -> list[str]:
    """What a publication lacks, in words."""
    base, lacks = installation.base_url(), []
    if not ADDRESS.fullmatch(base):
        lacks.append(
            f"DISCLOSED_BASE_URL is {f'“{base}”' if base else 'not set'}: set it to the address at which the folder "
            "will be, as https://example.org/disclosed. Citations, feed and sitemap are made with it."
        )
    if installation.contact() is None:
        lacks.append(
            "DISCLOSED_CONTACT is not set: set it to who corrects errors, an e-mail address or the address of a page. "
            "Each page says it."
        )
    return lacks


def main(words: Sequence[str] | None = None) -> int:
    """Write the folder; the exit code."""
    help_words, _, example = (__doc__ or "").strip().rpartition("\n\n")
    parser = argparse.ArgumentParser(
        prog=example.strip().removesuffix(" FOLDER"),
        description=help_words,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, help="a new folder, an empty one, or one that publish wrote before")
    parser.add_argument("--draft", action="store_true", help="a copy to look at, without the two settings")
    asked = parser.parse_args(words)
    lacks = missing()
    if lacks and not asked.draft:
        said = "\n".join(f"  {text}" for text in lacks)
        print(f"Nothing was published.\n{said}\n  Or look at a copy first: --draft.", file=sys.stderr)
        return 2
    if sys.stderr.isatty():
        print("Writing every page takes some minutes …", file=sys.stderr)
    begun = time.monotonic()
    try:
        dead = folder.write(asked.folder.absolute(), is_draft=asked.draft)
        checked, release = folder.checked(), warehouse.current().release
    except (folder.CantPublish, warehouse.NoWarehouse, releases.UnknownRelease, OSError) as problem:
        print(f"Nothing was published. {problem}", file=sys.stderr)
        return 2
    if not asked.draft:
        kept = releases.folder_of(warehouse.warehouse_path())
        try:
            releases.cite(release, f"published on {date.today()}", kept)
        except OSError as problem:
            print(f"{kept / releases.CITED}: name {release} in it, for its pages cite it ({problem}).", file=sys.stderr)
    written = [file.stat().st_size for file in asked.folder.rglob("*") if file.is_file()]
    what = "a draft of release" if asked.draft else "release"
    print(
        f"{asked.folder}: {what} {release}, {len(written):,} files, {sum(written) / 1_000_000:.0f} MB, "
        f"in {time.monotonic() - begun:.0f} s.\n{checked}"
    )
    for link in dead:
        print(f"leads nowhere: {link}", file=sys.stderr)
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
