"""msgspec's complaints about a request body, in Chinese sentences at the field they belong to."""

import re
from collections.abc import Iterable

_SENTENCES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"missing required field `(?P<field>[^`]+)`"), "请填写此项"),
    (re.compile(r"contains unknown field `(?P<field>[^`]+)`"), "不支持此项，请删除后再提交"),
    (re.compile(r"Expected `str` of length <= (?P<n>\d+)"), "最多 {n} 个字"),
    (re.compile(r"Expected `str` of length >= (?P<n>\d+)"), "至少 {n} 个字"),
    (re.compile(r"Expected `array` of length <= (?P<n>\d+)"), "最多 {n} 项"),
    (re.compile(r"Expected `array` of length >= (?P<n>\d+)"), "至少 {n} 项"),
    (re.compile(r"Expected `str` matching regex"), "格式不正确，请检查"),
    (re.compile(r"Expected `(?:int|float)` >= (?P<n>-?\d+)"), "不能小于 {n}"),
    (re.compile(r"Expected `(?:int|float)` <= (?P<n>-?\d+)"), "不能大于 {n}"),
    (re.compile(r"Expected `int(?: \| null)?`, got|Integer value out of range|Invalid number"), "请填写整数"),
    (re.compile(r"Invalid enum value"), "不是可选的值，请重新选择"),
    (re.compile(r"Invalid RFC3339|Expected `datetime"), "时间格式不正确"),
]
_PATH = re.compile(r" - at `(?:key in )?\$?\.?(?P<path>[^`]*)`$")


def explain(message: str) -> tuple[str, str]:
    """The path of the field and a sentence, from one message of msgspec."""
    path = found.group("path") if (found := _PATH.search(message)) else ""
    for pattern, sentence in _SENTENCES:
        if match := pattern.search(message):
            facts = match.groupdict()
            if field := facts.pop("field", None):
                path = f"{path}.{field}" if path else field
            return path or "body", sentence.format(**facts)
    return path or "body", "内容的格式不正确，请检查后再提交"


def explain_all(messages: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Fields and sentences from (key, message) pairs as Litestar collects them for query and path parameters."""
    fields = {}
    for name, message in messages:
        path, sentence = explain(message)
        fields[name if path == "body" and name else path] = sentence
    return fields
