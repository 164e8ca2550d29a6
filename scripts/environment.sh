#!/bin/sh
# Makes .venv and installs requirements files into it; with nothing to do it returns at once. VENV=… names another.
#
#     scripts/environment.sh requirements.txt …
#
# With uv where it is installed, else with venv and pip. PYTHON=… names the interpreter to use.
# Where a .lock of the same name lies beside it, exactly the versions of that are installed, and only files with the
# hashes that stand in it; LOCKED=no takes the newest in the ranges that were tried.
# What was installed is kept beside it in .venv, so an install that was broken off is done again,
# and one whose requirements have changed too, with those that are named behind it: they may ask for other versions.
set -eu
cd "$(dirname "$0")/.."

oldest="3.11"
venv="${VENV:-.venv}"
in_venv="$venv/bin/python"

say() { printf '%s\n' "$*" >&2; }

is_new_enough() { # a name in PATH may be a shim with nothing behind it, so it is run
    "$1" -c "import sys; sys.exit(sys.version_info < (${oldest%.*}, ${oldest#*.}))" >/dev/null 2>&1
}

can_make_venv() { # Debian keeps ensurepip in a package of its own
    is_new_enough "$1" && "$1" -c "import venv, ensurepip" >/dev/null 2>&1
}

has_uv() { command -v uv >/dev/null 2>&1 && uv --version >/dev/null 2>&1; }

candidates="${PYTHON:-python3.13 python3.12 python3.11 python3 python}"

first_that() {
    for name in $candidates; do
        if "$1" "$name"; then
            printf '%s' "$name"
            return
        fi
    done
}

make_venv() {
    rm -rf "$venv"
    if has_uv; then
        python=$(first_that is_new_enough)
        # Without a Python that is new enough uv brings one.
        uv venv --quiet --python "${python:-${PYTHON:->=$oldest}}" "$venv"
        return
    fi
    python=$(first_that can_make_venv)
    if [ -z "$python" ]; then
        say "No Python $oldest or later with the venv module was found. Tried: $candidates."
        python=$(first_that is_new_enough)
        if [ -n "$python" ]; then
            say "$python is new enough but has no venv module: on Debian or Ubuntu, apt install python3-venv."
        else
            say "Install Python $oldest or later, or name one: make dashboard PYTHON=/path/to/python3."
        fi
        exit 1
    fi
    "$python" -m venv "$venv"
}

lock_of() { # the lock of a requirements file; the file itself where it has none
    lock="${1%.txt}.lock"
    if [ "${LOCKED:-yes}" != no ] && [ -f "$lock" ]; then printf '%s' "$lock"; else printf '%s' "$1"; fi
}

install() {
    set -- -r "$1"
    case "$2" in *.lock) set -- --require-hashes "$@" ;; esac
    if has_uv; then
        uv pip install --quiet --python "$in_venv" "$@"
    else
        "$in_venv" -m pip install --quiet --disable-pip-version-check "$@"
    fi
}

# Without a home to keep a cache in, none is kept.
if [ ! -w "${HOME:-/nonexistent}" ]; then
    export UV_NO_CACHE=1 PIP_NO_CACHE_DIR=1
fi

if ! is_new_enough "$in_venv"; then
    make_venv
fi

installed=
for requirements in "$@"; do
    stamp="$venv/installed-$(basename "$requirements")"
    # A development file includes the user's, so both are compared.
    pinned=$(lock_of "$requirements")
    wanted=$(cat requirements.txt "$requirements" "$pinned")
    if [ -z "$installed" ] && [ -f "$stamp" ] && [ "$wanted" = "$(cat "$stamp")" ]; then
        continue
    fi
    say "Installing $requirements with $("$in_venv" --version) (the first time this takes up to a minute)."
    install "$pinned"
    printf '%s\n' "$wanted" >"$stamp"
    installed=yes
done
