# One line a command; `make` lists them.
PYTHON ?= python3
PORT ?= 8000
LOCALE ?= en
BIN := .venv/bin
# For the commands that change an author's files: HELP=1 says what they do, DRY=1 what they would do.
DRY_RUN := $(if $(HELP),--help,$(if $(DRY),--dry-run))
export NO_MKDOCS_2_WARNING = 1
# Modules are compiled once, also where an environment says that nothing is to be written beside them.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help serve build check content cite fix rename checked owed links edition diff undo-edition verify successor new test test-fast test-slow golden bench screenshots browser firefox java npm webkit nginx biber bibtex fonts lock clean

help:                    ## list the commands
	@awk -F ':.*  ## ' '/^[a-z].*  ## /{split($$1, name, " "); printf "  make %-12s %s\n", name[1], $$2}' Makefile
serve: .venv/ready       ## read the site at http://127.0.0.1:8000, reloading on every change: make serve PORT=8000
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' 2>/dev/null || \
	  { echo "port $(PORT) is taken: make serve PORT=$$(($(PORT) + 1))" >&2; exit 1; }
	$(BIN)/watchfiles --filter python '$(BIN)/mkdocs serve --no-strict --livereload -a 127.0.0.1:$(PORT)' scripts
build: .venv/ready       ## build site/, or leave it as it was and say why: SITE_URL=https://… make build
	$(BIN)/mkdocs build
check: .venv/ready       ## check everything, as a build does, and publish nothing
	$(BIN)/python scripts/check_evidence.py
content: .venv/ready-dev  ## what a change of the text must pass: the check, then the tests that read the pages
	$(BIN)/python scripts/check_evidence.py
	$(BIN)/pytest -n 2 --dist loadfile -m "content and not slow" $(wildcard tests/briefing) tests/site/test_real_site.py
cite: .venv/ready        ## take what Zotero or JabRef exported into the bibliography, or what is pasted: make cite FILE=export.bib
	@$(BIN)/python scripts/cite.py $(DRY_RUN) -- "$(FILE)"
fix: .venv/ready         ## mend what a machine may mend, and show the rest; every one of these five: make fix DRY=1 writes nothing
	@$(BIN)/python scripts/fix.py $(DRY_RUN)
rename: .venv/ready      ## give an id or a citation key another name everywhere: make rename OLD=… NEW=…
	@$(BIN)/python scripts/rename.py $(DRY_RUN) -- "$(OLD)" "$(NEW)"
checked: .venv/ready     ## note that passages were held against a source again: make checked KEY=… PASSAGE="… …"
	@$(BIN)/python scripts/note_readings.py $(DRY_RUN) -- "$(KEY)" $(PASSAGE)
owed: .venv/ready        ## list what has to be held against a source before an edition
	@$(BIN)/python scripts/note_readings.py --owed $(DRY_RUN)
edition: .venv/ready     ## freeze docs/ as the next edition: make edition NOTE="why"
	$(BIN)/python scripts/freeze_edition.py --note "$(NOTE)"
diff: .venv/ready        ## what differs from the newest edition, in short, or with every word: make diff ALL=1
	@$(BIN)/python scripts/freeze_edition.py --show $(if $(ALL),--all)
undo-edition:            ## take back the newest edition, before it is pushed; never after
	sh scripts/undo_edition.sh
verify: .venv/ready-dev  ## build twice in different folders, time zones and locales, and compare every byte
	$(BIN)/pytest tests/site/test_real_site.py -k 'worlds and mkdocs'
successor: .venv/ready-dev  ## build with MkDocs and with its successor, ProperDocs, and compare every byte
	$(BIN)/pytest tests/site/test_real_site.py -k 'worlds and properdocs'
links: .venv/ready      ## ask every address that we link to, and look there for our words; needs the network
	$(BIN)/python scripts/check_links.py
new:                     ## begin another briefing: make new DIR=../name LOCALE=en
	@$(PYTHON) scripts/new_briefing.py "$(DIR)" "$(LOCALE)"
test: .venv/ready-dev browser  ## form, lint, types, and all tests but the slow ones
	$(BIN)/ruff format --check scripts tests
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/complexipy scripts --max-complexity-allowed 10
	$(BIN)/pytest -n 3 --dist loadfile -m "not slow"
test-fast: .venv/ready-dev  ## all tests but the slow ones and those in a browser
	$(BIN)/pytest -n 3 --dist loadfile -m "not slow and not browser"
test-slow: .venv/ready-dev browser firefox java webkit nginx biber bibtex tests/reader/node_modules  ## what takes longer
	$(BIN)/pytest -n 3 --dist worksteal -m slow
golden: .venv/ready-dev  ## write anew what is made of the golden site, whose diff is what readers would see otherwise
	$(BIN)/python tests/golden/make.py
bench: .venv/ready .venv-bench/ready  ## what a build costs, and what a change costs: make bench ARGS="--pages 10"
	$(BIN)/python scripts/bench.py $(ARGS)
screenshots: build browser  ## pictures of every page on screens and paper, into screenshots/
	PYTHONPATH=scripts $(BIN)/python tests/screenshots.py
browser firefox java npm webkit nginx biber bibtex: .venv/ready-dev
	sh scripts/find_tool.sh $@ get
tests/reader/node_modules: tests/reader/package-lock.json npm
	npm ci --prefix tests/reader --ignore-scripts --no-audit --no-fund && touch $@
fonts: .venv/ready-dev   ## cut the typeface again, after a change of scripts/make_fonts.py
	$(BIN)/python scripts/make_fonts.py
lock:                    ## pin again what pyproject.toml asks for
	uv pip compile -q --universal --no-header --generate-hashes pyproject.toml -o requirements.txt
	uv pip compile -q --universal --no-header --generate-hashes pyproject.toml --group dev -o requirements-dev.txt \
	  -c requirements.txt
	uv pip compile -q --universal --no-header --generate-hashes --group bench -o requirements-bench.txt -c requirements.txt
clean:                   ## delete what can be made again
	rm -rf .venv .venv-* tests/reader/node_modules site .building-* editions/.freezing-* .changing-*

.venv/ready: requirements.txt
	sh scripts/make_environment.sh $(PYTHON) requirements.txt .venv && touch $@
.venv/ready-dev: requirements-dev.txt
	sh scripts/make_environment.sh $(PYTHON) requirements-dev.txt .venv && touch $@ .venv/ready
.venv-%/ready: requirements-%.txt
	sh scripts/make_environment.sh $(PYTHON) $< .venv-$* && touch $@
