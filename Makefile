# One line a command; `make` lists them.
PYTHON ?= python3
PORT ?= 8000
LOCK = uv pip compile -q --universal --python-version 3.11.5 --no-header pyproject.toml
BIN := .venv/bin
export NO_MKDOCS_2_WARNING = 1
# Modules are compiled once, also where an environment says that nothing is to be written beside them.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help serve build check content checked links edition publishable diff verify successor test test-fast test-slow golden time scale screenshots browser firefox dist lock clean

help:                    ## list the commands
	@awk -F ':.*  ## ' '/^[a-z].*  ## /{split($$1, name, " "); printf "  make %-12s %s\n", name[1], $$2}' Makefile
serve: .venv/ready       ## read the site at http://127.0.0.1:8000, reloading on every change: make serve PORT=8000
	$(BIN)/watchfiles --filter python '$(BIN)/mkdocs serve --no-strict --livereload -a 127.0.0.1:$(PORT)' scripts
build: .venv/ready       ## build site/, or leave it as it was and say why: SITE_URL=https://… make build
	$(BIN)/mkdocs build
check: .venv/ready-dev   ## build as strictly as for publishing, follow every link of what was built, and publish nothing
	@$(BIN)/mkdocs-briefing check
content: check           ## what a change of the text must pass: the check, then the tests that read the pages
	$(BIN)/pytest -n 2 --dist loadfile -m "content and not (slow or browser)" $(wildcard tests/briefing) tests/site/test_real_site.py
checked: .venv/ready     ## list what has to be held against a source, or note that it was: make checked KEY=… PASSAGE="… …"
	@$(BIN)/mkdocs-briefing checked -- "$(KEY)" $(PASSAGE)
edition: .venv/ready     ## freeze docs/ as the next edition: make edition NOTE="why"
	$(BIN)/mkdocs-briefing edition --note "$$NOTE"
publishable: .venv/ready  ## say whether site/, as it was built, may be published, and if not, why
	@$(BIN)/mkdocs-briefing publishable
diff: .venv/ready        ## what was written since the newest edition, word by word
	@$(BIN)/mkdocs-briefing diff
verify: .venv/ready-dev  ## build twice in different folders, time zones and locales, and compare every byte
	$(BIN)/pytest tests/site/test_real_site.py -k 'worlds and mkdocs'
successor: .venv/ready-dev  ## build with MkDocs and with its successor, ProperDocs, and compare every byte
	$(BIN)/pytest tests/site/test_real_site.py -k 'worlds and properdocs'
links: build .venv/ready-dev  ## follow every link of the built site, and those to the web too: make links WEB=1
	$(BIN)/lychee --no-progress --include-fragments --index-files index.html --exclude-path 404.html "site/**/*.html" \
	  $(if $(WEB),$(if $(SITE_URL),--exclude "^$(SITE_URL)"),--offline)
test: .venv/ready-dev browser  ## form, lint, types, and all tests but the slow ones
	$(BIN)/ruff format --check scripts tests tools
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/complexipy scripts --max-complexity-allowed 10
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not slow"
test-fast: .venv/ready-dev  ## all tests but the slow ones and those in a browser
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not slow and not browser"
test-slow: .venv/ready-dev browser firefox  ## what takes longer
	$(BIN)/pytest -n 3 --dist worksteal -m slow
golden: .venv/ready-dev  ## write anew what is made of the golden site, whose diff is what readers would see otherwise
	$(BIN)/python tests/golden/make.py
time: .venv/ready        ## how long a build takes: the first on a machine, and the next
	@bash -c 'export XDG_CACHE_HOME=$$(mktemp -d); \
	  for build in first next; do time $(BIN)/mkdocs build -d "$$XDG_CACHE_HOME/$$build"; done'
scale: .venv/ready-dev     ## what a build costs as a briefing grows: make scale PAGES="10 40" EDITIONS="0 8"
	PYTHONPATH=scripts $(BIN)/python tools/scale.py --pages $(or $(PAGES),10 40 160) --editions $(or $(EDITIONS),0)
screenshots: build browser  ## pictures of every page on screens and paper, into screenshots/
	PYTHONPATH=scripts:tests $(BIN)/python tools/screenshots.py
browser firefox: .venv/ready-dev
	sh scripts/find_tool.sh $@ get
dist: .venv/ready-dev    ## the engine as a wheel that another briefing installs, in dist/
	$(BIN)/hatchling build -t wheel
lock:                    ## pin again what pyproject.toml asks for
	$(LOCK) --generate-hashes --group build -o requirements/site.txt
	$(LOCK) --generate-hashes --group dev -o requirements/dev.txt -c requirements/site.txt
	$(LOCK) --no-annotate -o requirements/versions.txt -c requirements/site.txt
clean:                   ## delete what can be made again
	rm -rf .venv site dist .building-* editions/.freezing

.venv/ready: requirements/site.txt pyproject.toml
	sh scripts/make_environment.sh $(PYTHON) requirements/site.txt .venv && touch $@
.venv/ready-dev: requirements/dev.txt pyproject.toml
	sh scripts/make_environment.sh $(PYTHON) requirements/dev.txt .venv && touch $@ .venv/ready
