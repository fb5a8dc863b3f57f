#!/bin/sh
# Make an environment with the given Python, and install pinned, hashed requirements into it and the
# engine beside them: as it stands in this checkout, so that a change of it is seen at once.
# Usage: make_environment.sh PYTHON REQUIREMENTS FOLDER
set -eu
python=$1
requirements=$2
folder=$3
say() { echo "$1" >&2; exit 1; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' ||
  say "Python 3.11.5 or newer is needed; '$python' is older. Try: make PYTHON=python3.12"

if ! [ -x "$folder/bin/pip" ]; then
  # Debian keeps venv in a package of its own.
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if ! [ "$(id -u)" = 0 ] || ! command -v apt-get >/dev/null; then
      say "This Python has no venv. Install it first: sudo apt-get install python3-venv"
    fi
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
  fi
  "$python" -m venv --clear "$folder"
fi
"$folder/bin/pip" install --quiet --disable-pip-version-check --require-hashes \
  --requirement "$requirements"
"$folder/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
  --editable .
