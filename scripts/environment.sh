#!/bin/sh
# Make the environment: environment.sh FOLDER LOCK
#
# Debian ships Python without the parts that make an environment with pip. So three ways are tried in turn: the
# ordinary one; the ordinary one after adding Debian's python3-venv (only as root); an environment without pip,
# filled by the pip of the machine. Every package is checked against the hash in LOCK.
set -eu

folder=$1
lock=$2
log="$folder.log"

refuse() { # thing, found, accepted, next step
    printf '%s\n  found     %s\n  accepted  %s\n  next      %s\n' "$1" "$2" "$3" "$4" >&2
    exit 1
}

recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if recent "$name"; then
            echo "$name"
            return
        fi
    done
}

make_folder() {
    rm -rf "$folder"
    "$python" -m venv "$@" "$folder" >"$log" 2>&1
}

add_debian_package() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    echo "Adding Debian's $1"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$1" >>"$log" 2>&1 ||
        { apt-get update -q >>"$log" 2>&1 &&
            DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$1" >>"$log" 2>&1; }
}

python=$(find_python)
[ -n "$python" ] || refuse "Python" "$(python3 --version 2>/dev/null | grep . || echo none)" "Python 3.11 or later" \
    "install it (Debian: apt-get install python3 python3-venv), or name one: make PYTHON=/path/to/python3 demo"
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')

if recent "$folder/bin/python" && { "$folder/bin/python" -m pip --version || "$python" -m pip --version; } >/dev/null 2>&1; then
    :
else
    echo "Making the environment $folder with Python $version"
    make_folder || { add_debian_package "python$version-venv" && make_folder; } ||
        { "$python" -m pip --version >/dev/null 2>&1 && make_folder --without-pip; } ||
        refuse "The environment $folder" "a Python $version that cannot make one (see $log)" \
            "Python's venv module with ensurepip, or pip on this machine" \
            "run 'apt-get install python3-venv' as an administrator, then the same command again"
fi

if "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    pip() { "$folder/bin/python" -m pip "$@"; }
else
    pip() { "$python" -m pip --python "$folder/bin/python" "$@"; }
fi

echo "Installing the packages of $lock (a few minutes the first time)"
export PIP_DISABLE_PIP_VERSION_CHECK=1
pip install -q --require-hashes -r "$lock" ||
    refuse "$lock" "packages that could not be fetched or do not match their hash (see above)" \
        "the packages of the lock, from the package index this machine's pip is set to use" \
        "check the network or the settings of pip, then run the same command again"
pip install -q --no-deps --no-build-isolation -e . ||
    refuse "This folder" "a package that does not install (see above)" "a whole clone of the project" \
        "clone the project again"
# As pip does for every package but one installed in place; else the first command does it, or each where none may.
"$folder/bin/python" -m compileall -q src
rm -f "$log"
