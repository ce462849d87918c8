"""The map of the system, held by a test: a module imports only modules below it, and only by the front door.

Read MAP from the top: each module may use those after it. Nothing here runs the code; the sources are read.
"""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from lilong.integrations import wechat_mini, wechat_pay

LILONG = Path(__file__).parents[1] / "lilong"
MAP = [
    "insight",
    "recommend",
    "settlement",
    "support",
    "ratings",
    "aftersales",
    "fulfilment",
    "orders",
    "cart",
    "content",
    "search",
    "ads",
    "promotions",
    "growth",
    "membership",
    "inventory",
    "catalog",
    "billing",
    "shops",
    "payments",
    "experiments",
    "segments",
    "accounts",
    "ledger",
    "messages",
    "integrations",
    "platform",
]
"""Top to bottom, modules of later releases included."""
ENTRIES = {
    "cli",
    "demo",
    "doctor",
    "local",
    "local_clock",
    "main",
    "pages",
    "routes",
    "supervisor",
    "tables",
    "up",
    "wiring",
    "worker",
}
"""What starts and joins everything: nobody imports these but each other."""
OPEN = ("integrations", "platform")
"""`platform.money`, `integrations.wechat_pay` and the like are doors of their own."""
CLIENTS = {"WechatPay", "WechatMini", "Storage"}
"""What calls the world outside."""
SOURCES = sorted(LILONG.rglob("*.py"))
IN_MODULES = [file for file in SOURCES if file.relative_to(LILONG).parts[0] in MAP]


def imported(file: Path) -> Iterator[list[str]]:
    """What a file imports, as path parts, relative ones resolved: `from lilong.orders import pay` gives [lilong, orders, pay]."""
    package = list(file.relative_to(LILONG.parent).parent.parts)
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            base += node.module.split(".") if node.module else []
            yield from ([*base, name.name] for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name.split(".") for name in node.names)


def used_modules(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Other parts of the package that a file imports, each with what it names inside them."""
    home = file.relative_to(LILONG).parts[0]
    for root, *rest in imported(file):
        if root == "lilong" and rest and rest[0] != home:
            yield rest[0], rest[1:]


def functions(file: Path) -> Iterator[ast.AsyncFunctionDef | ast.FunctionDef]:
    """Every function of a file."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef):
            yield node


def parameters(function: ast.AsyncFunctionDef | ast.FunctionDef) -> dict[str, str]:
    """Names and annotations."""
    given = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    return {argument.arg: ast.unparse(argument.annotation) for argument in given if argument.annotation}


def is_window(module: str, inside: list[str]) -> bool:
    """Whether an import reaches past a front door to a file behind it."""
    depth = 1 if module in OPEN else 0
    if len(inside) <= depth:
        return False
    behind = LILONG.joinpath(module, *inside[: depth + 1])
    return behind.is_dir() or behind.with_suffix(".py").exists()


def test_every_part_has_its_place_on_the_map() -> None:
    there = {path.stem for path in LILONG.iterdir() if path.stem not in {"__pycache__", "__init__", "py"}}
    assert there <= {*MAP, *ENTRIES}


@pytest.mark.parametrize("file", IN_MODULES, ids=lambda file: str(file.relative_to(LILONG)))
def test_a_module_uses_only_the_front_doors_of_those_below_it(file: Path) -> None:
    home = file.relative_to(LILONG).parts[0]
    for module, inside in used_modules(file):
        assert module not in ENTRIES, f"imports the entry {module}"
        assert MAP.index(home) < MAP.index(module), f"imports upwards: {module}"
        assert not is_window(module, inside) or module == "platform", f"reaches into {module}.{inside[0]}"


def test_the_checks_see_an_import_that_reaches_past_a_door() -> None:
    assert is_window("orders", ["tables"])
    assert is_window("integrations", ["wechat_pay", "client", "Client"])
    assert not is_window("orders", ["mark_paid"])
    assert not is_window("integrations", ["wechat_pay", "WechatPay"])


@pytest.mark.parametrize("file", [file for file in IN_MODULES if file.name == "rules.py"], ids=str)
def test_rules_are_pure(file: Path) -> None:
    impure = {"clock", "db", "settings", "queries", "service", "tables"}
    for path in imported(file):
        assert path[0] not in {"sqlalchemy", "litestar", "asyncio"} or path[1:] == ["Row"]  # a row is a value
        assert path[0] != "lilong" or not impure & set(path), f"rules use {'.'.join(path)}"


def test_whoever_calls_the_world_outside_holds_no_transaction() -> None:
    """A client beside `Db` or `Once` would be called while their transaction is open; so would one named inside `begin()`."""
    seen = 0
    for file in SOURCES:
        for function in functions(file):
            clients = {name for name, kind in parameters(function).items() if kind in CLIENTS}
            if not clients:
                continue
            seen += 1
            where = f"{file.relative_to(LILONG)}: {function.name}"
            assert not {"Db", "Once"} & set(parameters(function).values()), f"{where} takes a transaction"
            assert not clients & set(names_inside_transactions(function)), f"{where} calls out inside one"
    assert seen > 10


def names_inside_transactions(function: ast.AsyncFunctionDef | ast.FunctionDef) -> Iterator[str]:
    """Names used in the blocks of `async with begin() as db`."""
    for node in ast.walk(function):
        if isinstance(node, ast.AsyncWith) and any(opens_transaction(item) for item in node.items):
            yield from (
                name.id for line in node.body for name in ast.walk(line) if isinstance(name, ast.Name)
            )


def opens_transaction(item: ast.withitem) -> bool:
    """`begin()`, `begin.as_worker()()` and the like."""
    names = {name.id for name in ast.walk(item.context_expr) if isinstance(name, ast.Name)}
    return bool(names & {"begin", "db"})


def test_every_client_of_the_world_outside_is_watched() -> None:
    calling = {
        name
        for door in (wechat_mini, wechat_pay)
        for name in door.__all__
        if inspect.isclass(kind := getattr(door, name))
        and any(inspect.iscoroutinefunction(method) for _, method in inspect.getmembers(kind))
    }
    assert calling <= CLIENTS
    assert {path.name for path in (LILONG / "integrations").iterdir() if path.is_dir()} - {"__pycache__"} == {
        "wechat_mini",
        "wechat_pay",
    }
