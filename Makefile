# Alt, hvad man gør med Rundbord, ét ord ad gangen. / All that one does with Rundbord, a word each.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help serve test test-python test-widget check evaluate bench bench-peers fuzz-api fault-connections fault-damage fault-drawing fault-load soak faults fuzz widget constraints configuration sbom audit index clean

PYTHON ?= $(shell command -v python3.11 || command -v python3)
# Installed by itself and without a hash: PyPI's torch brings CUDA, and its CPU build, of another hash, is taken by naming
# PyTorch's index here. All else is what requirements/*.txt has the hashes of.
TORCH ?= $(shell grep '^torch==' constraints.txt)

SECONDS ?= 120
HOURS ?= 8

PIP := .venv/bin/python -m pip --disable-pip-version-check install
# For every platform and every Python from 3.11; hatchling and editables install ourselves.
LOCK := printf 'hatchling\neditables\n' | .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-package torch --no-annotate --no-header --constraints constraints.txt pyproject.toml -
SERVING := .venv/installed-to-serve
DEVELOPING := .venv/installed-to-develop
WIDGET_TOOLS := ui/widget/node_modules/.package-lock.json
BROWSER_TOOLS := tests/browser/node_modules/.package-lock.json

export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PIP_NO_INPUT := 1
# Only as given to make: some shells and hosts export a HOST of their own.
ifeq ($(origin HOST),command line)
export RUNDBORD_HOST := $(HOST)
endif
ifeq ($(origin PORT),command line)
export RUNDBORD_PORT := $(PORT)
endif

help: ## Vis denne hjælp | Show this help
	@awk -F ' *## *| *[|] *' '/^[a-z-]+:.*##/ { sub(/:.*/, "", $$1); printf "  make %-12s %s\n  %17s %s\n", $$1, $$2, "", $$3 }' $(MAKEFILE_LIST)

serve: index ## Installér, byg indekset, og start serveren (HOST=, PORT=) | Install, build the index and serve (HOST=, PORT=)
	rundbord serve

test: test-widget test-python ## Kør alle prøver, også dem i Chromium | Run all tests, those in Chromium too

check: $(DEVELOPING) ## Kontrollér form, stil, typer og importretning | Check format, lint, types and import contracts
	@failed=0; \
	for tool in 'ruff format --check .' 'ruff check .' mypy lint-imports; do echo "$$tool"; $$tool || failed=1; done; \
	exit $$failed

evaluate: index ## Mål svarene på spørgsmål med kendte svar | Measure answers to questions with known answers
	rundbord evaluate --report artifacts/evaluation

bench: index ## Mål hastighed, start og hukommelse | Measure speed, start and memory
	rundbord bench

bench-peers: index ## Mål det samme ved siden af de andre | Measure the same beside the others
	rundbord bench --beside --torch '$(TORCH)'

fuzz-api: $(DEVELOPING) index ## Send serveren 20.000 fjendtlige forespørgsler, og 5.000 efter skemaet | Send the server 20,000 hostile requests, and 5,000 after the schema
	python -m tests.faults.fuzz 20000
	python -m tests.fuzz_api 400

fault-connections: $(DEVELOPING) index ## Efterlad 1.100 forbindelser i alle tilstande | Leave 1,100 connections in every state
	python -m tests.faults.connections

fault-drawing: $(DEVELOPING) index ## Mål søgninger, mens 64 beder om sider, der er svære at tegne | Measure searches while 64 ask for bad pages
	python -m tests.faults.drawing

fault-damage: $(DEVELOPING) index ## Beskadig indeksets filer, i ro og i brug (en time) | Damage the index's files, at rest and in use (an hour)
	python -m tests.faults.damage
	python -m tests.faults.damage_serving

fault-load: $(DEVELOPING) index ## Lad 64 klienter spørge i 10 minutter, mens indekset skiftes | Have 64 clients ask for 10 minutes while the index changes
	python -m tests.faults.load

soak: $(DEVELOPING) index ## Lad serveren være i brug i timer, og tegn dens hukommelse (HOURS=8) | Use the server for hours, and plot its memory (HOURS=8)
	python -m tests.faults.soak --hours $(HOURS)

faults: $(DEVELOPING) index fault-damage ## Afbryd 200 gange, lad disken fejle, og beskadig indekset | Kill 200 times, fail the disk, and damage the index
	python -m tests.faults.kills
	python -m tests.faults.kills --apart
	python -m tests.faults.disk

fuzz: $(DEVELOPING) ## Giv hver læser opdigtede filer (SECONDS=120) | Feed each reader with made-up files
	$(PIP) atheris
	mkdir -p artifacts/fuzz
	for reader in text markdown web word pdf; do \
	  python -m tests.fuzz_readers $$reader -max_total_time=$(SECONDS) -timeout=30 -rss_limit_mb=4096 -artifact_prefix=artifacts/fuzz/ -print_final_stats=1 || exit 1; done

widget: $(WIDGET_TOOLS) ## Byg ui/widget/widget.js igen | Rebuild ui/widget/widget.js
	npm --prefix ui/widget run build

constraints: $(DEVELOPING) ## Skriv de installerede versioner, og hasher af dem | Write the installed versions, and their hashes
	{ sed -n '/^#/p' constraints.txt; .venv/bin/python -m pip freeze --all --exclude-editable --exclude pip --exclude wheel \
	  | sed -E 's/^(torch==[^+]*).*/\1/'; } > .venv/constraints.txt
	mv .venv/constraints.txt constraints.txt
	$(PIP) uv
	$(LOCK) --output-file requirements/serving.txt
	$(LOCK) --extra ingest --output-file requirements/building.txt
	$(LOCK) --all-extras --output-file requirements/developing.txt

configuration: $(DEVELOPING) ## Skriv docs/configuration.md igen | Rewrite docs/configuration.md
	rundbord configuration docs/configuration.md

sbom: $(DEVELOPING) ## Skriv, hvad produktet er lavet af (CycloneDX) | Write what the product is made of (CycloneDX)
	mkdir -p artifacts/sbom
	tools/sbom artifacts/sbom

audit: $(DEVELOPING) ## Spørg efter kendte sårbarheder (kræver net) | Ask for known vulnerabilities (needs a network)
	tools/audit

clean: ## Slet alt, hvad make har lavet | Delete all that make has made
	rm -rf .venv .rundbord/index artifacts ui/widget/node_modules tests/browser/node_modules
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks .schemathesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

index: $(SERVING)
	rundbord ingest

test-python: $(DEVELOPING) $(BROWSER_TOOLS) index
	pytest -n 2 --dist loadfile

test-widget: $(WIDGET_TOOLS)
	npm --prefix ui/widget run check
	npm --prefix ui/widget test
	cp ui/widget/widget.js ui/widget/node_modules/widget.before.js
	npm --prefix ui/widget run build
	cmp ui/widget/node_modules/widget.before.js ui/widget/widget.js \
	  || { echo 'ui/widget/widget.js was not built from ui/widget/src. It is now: commit it.' >&2; exit 1; }

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Rundbord kræver Python 3.11 eller nyere. / Rundbord needs Python 3.11 or newer.")'
	$(PYTHON) -m venv .venv

$(SERVING): pyproject.toml requirements/building.txt | .venv/bin/python
	$(PIP) --no-deps --require-hashes -r requirements/building.txt
	$(PIP) $(TORCH)
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(DEVELOPING): $(SERVING) requirements/developing.txt
	$(PIP) --no-deps --require-hashes -r requirements/developing.txt
	touch $@

%/node_modules/.package-lock.json: %/package.json %/package-lock.json
	npm --prefix $* ci --no-audit --no-fund
	touch $@
