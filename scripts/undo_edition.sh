#!/bin/sh
# Take back the newest edition, as long as nobody else can have it: its folder goes, the site is a
# draft again. What you wrote stays in docs/. An edition that any remote branch has is not taken
# back: it may have been cited.
set -eu
cd "$(dirname "$0")/.."
say() { echo "$1" >&2; exit 1; }

number=$(ls editions 2>/dev/null | grep -x '[0-9]*' | sort -n | tail -1)
[ -n "$number" ] || say "there is no edition to take back"
remotes=$(git for-each-ref --format='%(refname)' refs/remotes) ||
  say "without Git nobody can tell whether it was published"
for ref in $remotes; do
  ! git cat-file -e "$ref:./editions/$number" 2>/dev/null || say "edition $number was pushed to \
$ref, and may have been cited: correct it by another one, make edition NOTE=\"why\""
done
rm -r "editions/$number"

draft='draft: *(true|True|TRUE|yes|Yes|YES|on|On|ON)'
if ! grep -Eq "(^|[{,]) *$draft" mkdocs.yml; then
  # The line with its comment, as it was before an edition took it out.
  changes=$(git diff HEAD -- mkdocs.yml; git log -p --format= -- mkdocs.yml)
  was=$(echo "$changes" | sed -En "s/^-( *$draft)/\1/p" | head -1)
  line=${was:-    draft: true} awk '
    /^ *briefing: *[{]/ { sub(/[{]/, "{draft: true, ") }
    { print }
    /^  briefing: *(#.*)?$/ { print ENVIRON["line"] }
  ' mkdocs.yml > mkdocs.yml.new
  cat mkdocs.yml.new > mkdocs.yml && rm mkdocs.yml.new
fi
grep -Eq "(^|[{,]) *$draft" mkdocs.yml ||
  say "edition $number is taken back; write draft: true under extra: briefing: in mkdocs.yml"
echo "edition $number is taken back, and the site is a draft again. If you have committed it, \
commit this too, or drop
that commit before you push: what is once pushed can only be followed by another edition."
