# 里弄 Lilong. `make run` on a bare machine is enough: it installs, builds, starts and prints the addresses.
.DEFAULT_GOAL := help
.PHONY: help setup run test lint demo-reset migration

PYTHON ?= python3
BIN := .venv/bin

help: ## 显示这些命令
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## 安装依赖并构建前端（只做有变化的部分）
	@$(PYTHON) scripts/setup.py

run: setup ## 启动整个平台，打印各端地址，Ctrl-C 停止
	@exec $(BIN)/lilong up

lint: ## 检查代码风格与类型
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

demo-reset: ## 清空并重新载入演示数据
	@$(BIN)/lilong demo-reset

migration: ## 重新生成首个迁移的建表语句（首次发布之前）
	@$(BIN)/python scripts/make_foundation.py
