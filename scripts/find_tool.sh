#!/bin/sh
# Print the path of a Chromium or a Firefox for the browser tests, of a Java for EPUBCheck, or of npm for a reader view.
# Usage: find_tool.sh browser|firefox|java|npm [get]
# With `get`, one is installed where there is none: Debian's where that takes no password, or Playwright's own browser.
set -eu
case $1 in  # the headless shell is the same engine without the windows, and the tests take half as long in it
  browser) commands="chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable"
           packages="chromium-headless-shell chromium"
           beside="fonts-liberation libatomic1" ;;  # libatomic is for Playwright's own driver
  firefox) commands="firefox-esr firefox" packages=firefox-esr beside= ;;
  java) commands=java packages=default-jre-headless beside= ;;
  npm) commands=npm packages=npm beside= ;;
esac

for command in $commands; do ! command -v "$command" || exit 0; done
mac="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
if [ "$1" = browser ] && [ -x "$mac" ]; then echo "$mac"; exit; fi
[ "${2-}" = get ] || exit 1

[ "$(id -u)" = 0 ] && sudo= || sudo="sudo -n"
if $sudo apt-get update >/dev/null 2>&1; then
  for package in $packages; do ! $sudo apt-get install -y "$package" $beside >/dev/null 2>&1 || exit 0; done
fi
[ "$1" != browser ] || ! "$(dirname "$0")/../.venv/bin/python" -m playwright install chromium || exit 0
echo "no $1 can be had here; install Debian's ${packages%% *}, or what it holds, by hand" >&2
exit 1
