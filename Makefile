# One line a command. `make serve` to read and write, `make test` to check everything.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING = 1

.PHONY: serve build check links edition verify successor test test-slow bench screenshots browser java lock clean

serve: .venv/ready       ## read the site at http://127.0.0.1:8000, reloading on every change
	$(BIN)/watchfiles --filter python '$(BIN)/mkdocs serve --no-strict --livereload' scripts
build: .venv/ready       ## build site/, or leave it as it was and say why
	$(BIN)/mkdocs build
check: .venv/ready       ## check pages and sources without a build
	$(BIN)/python scripts/check_evidence.py
edition: .venv/ready     ## freeze docs/ as the next edition: make edition NOTE="why"
	$(BIN)/python scripts/freeze_edition.py --note "$(NOTE)"
verify: .venv/ready      ## build twice in different folders, time zones and locales, and compare every byte
	$(BIN)/python scripts/verify_build.py
successor: .venv/ready-dev  ## the same site built with Zensical, in .successor/site
	$(BIN)/python scripts/build_successor.py
links: .venv/ready-dev   ## ask every address we link to whether it is still there; needs the network
	$(BIN)/python scripts/check_links.py
test: .venv/ready-dev browser  ## lint, types, and all tests but the slow ones
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 -m "not slow"
test-slow: .venv/ready-dev browser java  ## what takes longer
	$(BIN)/pytest -m slow
bench: .venv/ready       ## our build against the same site with its notes already resolved
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_editions.py
screenshots: .venv/ready-dev browser  ## pictures of every page on screens and paper, into screenshots/
	$(BIN)/python scripts/screenshots.py
browser: .venv/ready-dev
	$(BIN)/python scripts/find_browser.py --install
java: .venv/ready-dev
	$(BIN)/python scripts/find_java.py --install
lock:                    ## pin again what pyproject.toml asks for
	uv pip compile -q --universal --no-header --generate-hashes pyproject.toml -o requirements.txt
	uv pip compile -q --universal --no-header --generate-hashes pyproject.toml --group dev -o requirements-dev.txt -c requirements.txt
clean:
	rm -rf .venv site .cache .building-* editions/.freezing-*

.venv/ready: requirements.txt
	sh scripts/make_environment.sh $(PYTHON) requirements.txt && touch $@
.venv/ready-dev: requirements-dev.txt
	sh scripts/make_environment.sh $(PYTHON) requirements-dev.txt && touch $@ .venv/ready
