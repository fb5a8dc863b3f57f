#!/bin/sh
# Print the path of a Chromium or of a Firefox for the browser tests.
# Usage: find_tool.sh browser|firefox [get]
# With `get`, one is installed where there is none: Debian's where that takes no password, or
# Playwright's own Chromium.
set -eu
cd "$(dirname "$0")/.."

if [ "$1" = browser ]; then
  # The headless shell is the same engine without the windows, and tests take half as long in it.
  packages="chromium-headless-shell chromium"
  commands="$packages chromium-browser google-chrome google-chrome-stable"
  beside="fonts-liberation libatomic1"  # libatomic is for Playwright's own driver
else
  packages=firefox-esr
  commands="firefox-esr firefox"
  beside=
fi

for command in $commands; do
  ! command -v "$command" || exit 0
done
mac="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
if [ "$1" = browser ] && [ -x "$mac" ]; then
  echo "$mac"
  exit
fi
[ "${2-}" = get ] || exit 1

sudo="sudo -n"
if [ "$(id -u)" = 0 ]; then
  sudo=
fi
if $sudo apt-get update >/dev/null 2>&1; then
  for package in $packages; do
    ! $sudo apt-get install -y "$package" $beside >/dev/null 2>&1 || exit 0
  done
fi
if [ "$1" = browser ]; then
  ! .venv/bin/python -m playwright install chromium || exit 0
fi
echo "no $1 can be had here; install Debian's ${packages%% *}, or what it holds, by hand" >&2
exit 1
