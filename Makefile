# make with no target lists them. Recipes run in this folder, so no path is written here that a space could break.
PYTHON ?= python3
LOCK = .venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help demo test format lock train

help: ## List the targets
	@sed -n 's/^\([a-z]*\): ## \(.*\)/  make \1\t\2/p' Makefile

demo: ## Run the site with a sample article: http://127.0.0.1:8000 (another port: make demo PORT=8001)
	@$(PYTHON) -m scripts.environment --demo
	@exec .venv/bin/python manage.py demo

test: ## Check and test everything (some tests: make test ARGS="-k name")
	@$(PYTHON) -m scripts.environment --dev
	@exec .venv/bin/python -m scripts.test $(ARGS)

format: ## Format the code and repair what ruff can repair
	@$(PYTHON) -m scripts.environment --dev
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

lock: ## Write the requirements files anew from pyproject.toml
	@$(PYTHON) -m scripts.environment --dev
	UV_PYTHON_DOWNLOADS=never $(LOCK) --upgrade --extra dev -o requirements-dev.txt
	UV_PYTHON_DOWNLOADS=never $(LOCK) -c requirements-dev.txt -o requirements.txt

train: ## Make the encoder's model anew: make train EVAL_DIR=folder (training/README.md)
	@test -d "$(EVAL_DIR)/polnear/train" || { echo "make train: EVAL_DIR must name the folder that holds polnear/ and score.py"; exit 1; }
	@sh training/run.sh "$(PYTHON)" "$(EVAL_DIR)"
