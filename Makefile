# One line a command. `make serve` to read and write, `make test` to check everything.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING = 1

.PHONY: serve build check checked links edition verify successor test test-slow bench screenshots browser java lock clean

serve: .venv/ready       ## read the site at http://127.0.0.1:8000, reloading on every change
	$(BIN)/watchfiles --filter python '$(BIN)/mkdocs serve --no-strict --livereload' scripts
build: .venv/ready       ## build site/, or leave it as it was and say why
	$(BIN)/mkdocs build
check: .venv/ready       ## check everything, as a build does, and publish nothing
	$(BIN)/python scripts/check_evidence.py
checked: .venv/ready     ## note that a passage was held against a source again: make checked KEY=… PASSAGE="… …"
	$(BIN)/python scripts/mark_checked.py "$(KEY)" $(PASSAGE)
edition: .venv/ready     ## freeze docs/ as the next edition: make edition NOTE="why"
	$(BIN)/python scripts/freeze_edition.py --note "$(NOTE)"
verify: .venv/ready      ## build twice in different folders, time zones and locales, and compare every byte
	$(BIN)/python scripts/verify_build.py
successor: .venv/ready-dev  ## build with MkDocs and with its successor, ProperDocs, and compare every byte
	$(BIN)/python scripts/verify_build.py --successor
links: .venv/ready .venv-links/ready  ## ask every address we link to whether it is still there; needs the network
	$(BIN)/python scripts/check_links.py .venv-links/bin/lychee
test: .venv/ready-dev browser  ## lint, types, and all tests but the slow ones
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 -m "not slow"
test-slow: .venv/ready-dev browser java  ## what takes longer
	$(BIN)/pytest -m slow
bench: .venv/ready .venv-bench/ready  ## what a build costs, and what a change costs: make bench BASE=commit
	$(BIN)/python scripts/bench.py $(if $(BASE),--base $(BASE))
screenshots: build browser  ## pictures of every page on screens and paper, into screenshots/
	PYTHONPATH=scripts $(BIN)/python tests/screenshots.py
browser java: .venv/ready-dev
	$(BIN)/python scripts/find_tool.py $@
lock:                    ## pin again what pyproject.toml asks for
	uv pip compile -q --universal --no-header --generate-hashes pyproject.toml -o requirements.txt
	uv pip compile -q --universal --no-header --generate-hashes pyproject.toml --group dev -o requirements-dev.txt \
	  -c requirements.txt
	for group in links bench; do uv pip compile -q --universal --no-header --generate-hashes --group $$group \
	  -o requirements-$$group.txt -c requirements.txt || exit 1; done
clean:
	rm -rf .venv .venv-* site .cache .building-* editions/.freezing-*

.venv/ready: requirements.txt
	sh scripts/make_environment.sh $(PYTHON) requirements.txt .venv && touch $@
.venv/ready-dev: requirements-dev.txt
	sh scripts/make_environment.sh $(PYTHON) requirements-dev.txt .venv && touch $@ .venv/ready
.venv-%/ready: requirements-%.txt
	sh scripts/make_environment.sh $(PYTHON) $< .venv-$* && touch $@
