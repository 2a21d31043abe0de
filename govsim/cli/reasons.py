"""Why a file cannot be read or written, in Chinese: what the system, TOML, JSON and Parquet readers say of it."""

from __future__ import annotations

import errno
import os
import re
from functools import cache

SYSTEM: dict[int, str] = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许此操作",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "路径中有一部分不是文件夹",
    errno.EEXIST: "已存在",
    errno.ENOSPC: "磁盘空间不足",
    errno.EROFS: "文件系统只读",
    errno.ENAMETOOLONG: "名称过长",
    errno.ELOOP: "符号链接形成循环",
    errno.EMFILE: "打开的文件过多",
    errno.EIO: "读写出错",
    errno.EADDRINUSE: "地址已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}
"""The system's errors by number."""

SAID: tuple[tuple[str, str], ...] = (
    ("Expected '=' after a key in a key/value pair", "键之后缺少 ="),
    ("Expected ']' at the end of a table declaration", "表头末尾缺少 ]"),
    ("Expected ']]' at the end of an array declaration", "表头末尾缺少 ]]"),
    ("Expected newline or end of document after a statement", "一条语句之后应换行"),
    ("Expected {what}", "应为 {what}"),
    ("Invalid statement", "不是有效的语句"),
    ("Invalid value", "不是有效的值（文本须加引号）"),
    ("Invalid date or datetime", "不是有效的日期"),
    ("Invalid hex value", "不是有效的十六进制数"),
    ("Invalid initial character for a key part", "键名不能以此字符开头"),
    ("Cannot declare {what} twice", "{what} 重复声明"),
    ("Cannot overwrite a value", "同一个键重复赋值"),
    ("Cannot mutate immutable namespace {what}", "不能改动已定义的 {what}"),
    ("Cannot redefine namespace {what}", "不能重新定义 {what}"),
    ("Duplicate inline table key {what}", "同一个键重复：{what}"),
    ("Escaped character is not a Unicode scalar value", "转义字符无效"),
    ("Unescaped '\\' in a string", "文本中的反斜杠须写成 \\\\"),
    ("Unclosed array", "列表没有用 ] 结束"),
    ("Unclosed inline table", "内联表没有用 }} 结束"),
    ("Unterminated string", "文本没有用引号结束"),
    ("Illegal character '\\n'", "文本在行末之前没有用引号结束"),
    ("Illegal character {what}", "不允许的字符 {what}"),
    ("Found invalid character {what}", "不允许的字符 {what}"),
    ("Name or service not known", "找不到这个主机名"),
    ("Temporary failure in name resolution", "暂时无法解析主机名"),
    ("nodename nor servname provided, or not known", "找不到这个主机名"),
    ("{place} codec can't decode {what}", "不是 UTF-8 文本"),
    ("not UTF-8 text", "不是 UTF-8 文本"),
    ("missing or not as written: {what}", "缺失或与写入时不同：{what}"),
    ("Expecting {what}: line {line} column {column} (char {place})", "不是 JSON（第{line}行第{column}列）"),
    ("Extra data: line {line} column {column} (char {place})", "不是 JSON（第{line}行第{column}列）"),
    ("Unterminated string starting at: line {line} column {column} (char {place})",
     "不是 JSON（第{line}行第{column}列）"),
    ("not JSON, or cut off (line {line}, column {column})", "不是 JSON 或被截断（第{line}行第{column}列）"),
    ("not a whole Parquet file", "不是完整的 Parquet 文件"),
    ("{place}No magic bytes found at end of file {what}", "不是完整的 Parquet 文件：{what}"),
    ("{place}too small to be a Parquet file{what}", "不是完整的 Parquet 文件"),
    ("KeyError: {what}", "缺少 {what}"),
)
"""What readers of files say; words in braces are kept. The first that fits counts."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*?)", re.escape(english)), re.DOTALL), chinese)
        for english, chinese in SAID
    )


def reason_in_chinese(reason: str) -> str:
    """A reason in Chinese; one that is not known stays as it is.

    >>> reason_in_chinese("[Errno 2] No such file or directory: 'x.toml'"), reason_in_chinese("Invalid value")
    ("文件或文件夹不存在：'x.toml'", '不是有效的值（文本须加引号）')
    """
    system = re.fullmatch(
        r"(?:\w+: )?\[(?:Errno|WinError) \d+\] (?P<said>.*?)(?:: (?P<file>['\"].*))?", reason, re.DOTALL)
    said, file = (system["said"], system["file"]) if system else (reason, None)
    for number, chinese in SYSTEM.items():
        if said.strip() == os.strerror(number):
            return f"{chinese}：{file}" if file else chinese
    at = re.fullmatch(r"(?P<said>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", reason)
    inner = at["said"] if at else reason
    for pattern, chinese in _patterns():
        if match := pattern.fullmatch(inner):
            told = chinese.format_map(match.groupdict())
            where = "" if not at else f"（第{at['line']}行第{at['column']}列）" if at["line"] else "（文件末尾）"
            return told + where
    kind, _, rest = reason.partition(": ")
    return reason_in_chinese(rest) if rest and re.fullmatch(r"\w+(Error|Exception)", kind) else reason
