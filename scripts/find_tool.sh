#!/bin/sh
# Print the path of a Chromium, a Firefox or WebKitGTK's driver for the browser tests, of a Java for
# EPUBCheck, of npm for a reader view, of an nginx to serve the site, or of biber or BibTeX for the
# exports.
# Usage: find_tool.sh browser|firefox|webkit|java|npm|nginx|biber|bibtex [get]
# With `get`, one is installed where there is none: Debian's where that takes no password, or
# Playwright's own browser. Debian's nginx is only unpacked, into .venv/: to install it would start
# a server that all may ask.
set -eu
cd "$(dirname "$0")/.."

beside=  # packages that one needs beside it
case $1 in
  browser)
    # The headless shell is the same engine without the windows, and tests take half as long in it.
    packages="chromium-headless-shell chromium"
    commands="$packages chromium-browser google-chrome google-chrome-stable"
    beside="fonts-liberation libatomic1"  # libatomic is for Playwright's own driver
    ;;
  firefox)
    packages=firefox-esr
    commands="firefox-esr firefox"
    ;;
  webkit)
    packages=webkit2gtk-driver
    commands=WebKitWebDriver
    beside=xvfb  # it has no mode without windows
    ;;
  java)
    packages=default-jre-headless
    commands=java
    ;;
  npm)
    packages=npm
    commands=npm
    ;;
  biber)
    packages=biber
    commands=biber
    ;;
  bibtex)
    packages=texlive-base  # has the standard styles beside it
    commands=bibtex
    ;;
  nginx)
    packages="nginx nginx-common"  # the second has the list of types
    commands="$PWD/.venv/nginx/usr/sbin/nginx"
    ;;
esac

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
if [ "$1" = nginx ]; then
  mkdir -p .venv/nginx
  cd .venv/nginx
  { apt-get download $packages || { $sudo apt-get update && apt-get download $packages; }; } \
    >/dev/null 2>&1 || true
  for package in *.deb; do
    ! [ -f "$package" ] || dpkg -x "$package" .
  done
  [ ! -x "$commands" ] || exit 0
elif $sudo apt-get update >/dev/null 2>&1; then
  for package in $packages; do
    ! $sudo apt-get install -y "$package" $beside >/dev/null 2>&1 || exit 0
  done
fi
if [ "$1" = browser ]; then
  ! .venv/bin/python -m playwright install chromium || exit 0
fi
echo "no $1 can be had here; install Debian's ${packages%% *}, or what it holds, by hand" >&2
exit 1
