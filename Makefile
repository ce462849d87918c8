# 里弄 Lilong. `make run` on a bare machine is enough: it installs, builds, starts and prints the addresses.
.DEFAULT_GOAL := help
.PHONY: help setup run test prove lint bench gallery demo-reset

PYTHON ?= python3
BIN := .venv/bin

help: ## 显示这些命令
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: setup ## 启动整个平台，打印各端地址，Ctrl-C 停止
	@$(BIN)/python scripts/build.py h5 console
	@exec $(BIN)/lilong up

test: setup ## 运行全部检查和测试（CI 运行的就是它）
	@$(BIN)/python scripts/test.py

prove: setup ## 长时间的强度测试：随机一万步，kill -9 两百次（数小时）
	@LILONG_PROVE=1 $(BIN)/pytest -v -s backend/tests/stories/test_state_machine.py backend/tests/stories/test_kill.py

lint: setup ## 只检查 Python 代码的风格和类型
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

bench: setup ## 性能测试（make bench ONLY=B1,B4 只测几项），结果在 bench/results
	@$(BIN)/python -m bench.run

gallery: setup ## 给每个页面拍照，放进 docs/gallery（需要 chromium）
	@$(BIN)/python scripts/build.py
	@$(BIN)/python scripts/gallery.py

demo-reset: setup ## 清空数据，下次启动时重新载入演示数据
	@$(BIN)/lilong demo-reset

setup: ## 安装依赖（只做有变化的部分）
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "✗ 需要 Python 3.11 或更高版本，现在是 $$($(PYTHON) --version 2>&1)；可用 make run PYTHON=python3.12 指定"; exit 1; }
	@$(PYTHON) scripts/setup.py
