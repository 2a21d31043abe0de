"""Faults in the reader's language: the messages are written in English where they arise and put into Chinese here.

A message is a key, a phrase and clauses after semicolons; each clause is looked up by its pattern.
What has no entry stays English; a test sees to it that every message of the sources has one.
"""

from __future__ import annotations

import re
from functools import cache

from govsim.cli.texts import Lang
from govsim.params import Fault

PHRASES: tuple[tuple[str, str], ...] = (
    # Names
    ("did you mean {name}?", "是否想写 {name}？"),
    ("unknown key", "未知的键"),
    ("unknown key of a bundle", "改革组没有这个键"),
    ("unknown key of {rule}", "{rule} 没有这个键"),
    ("unknown name", "未知的名称"),
    ("unknown reform", "未知的改革规则"),
    ("unknown field of Rules", "Rules 没有这个字段"),
    ("unknown bundle", "未知的改革组"),
    ("unknown path", "未知的路径"),
    ("unknown setting", "未知的设置"),
    ("unknown column", "未知的列"),
    ("unknown street or community {name}", "未知的街道或社区 {name}"),
    ("unknown community {name}", "未知的社区 {name}"),
    ("unknown street {name}", "未知的街道 {name}"),
    ("allowed are {low} to {high}", "允许 {low} 至 {high}"),
    ("allowed are {names}", "允许的有：{names}"),
    ("allowed here are {names}", "此处允许的有：{names}"),
    ("known are {names}", "已知的有：{names}"),
    ("streets: {names}", "街道：{names}"),
    ("shipped are {names}", "自带的有：{names}"),
    ("inherited are {names}", "继承的有：{names}"),
    ("it inherits none", "没有继承任何改革"),
    ("`govsim list parameters` shows all", "用 `govsim list parameters` 查看全部"),
    ("`govsim list` shows what there is", "用 `govsim list` 查看现有名称"),
    ("nothing is called {name}", "没有名为 {name} 的内容"),
    ("no scenario {name}", "没有情景 {name}"),
    ("the path of a file ends in .toml", "文件路径以 .toml 结尾"),
    ("no place {name}: neither shipped ({names}) nor a folder of tables",
     "没有地点 {name}：既非自带（{names}），也不是数据表文件夹"),
    ("no inherited reform of this name", "没有继承这个名称的改革"),
    ("an inherited entry keeps its rule", "继承的条目不能更换规则"),
    ("drop it by `without`, write another", "请用 `without` 去掉后另写一条"),
    ("{name} is named twice", "{name} 重复"),
    ("{name} is in two groups", "{name} 出现在两个组中"),
    # Values
    ("must be true or false", "应为 true 或 false"),
    ("must be true or false, not {value}", "应为 true 或 false，而不是 {value}"),
    ("must be one of {names}, not {value}", "应为 {names} 之一，而不是 {value}"),
    ("must be one of {names}", "应为 {names} 之一"),
    ("must be a number ({unit}), not {value}", "应为数字（{unit}），而不是 {value}"),
    ("must be a whole number ({unit}), not {value}", "应为整数（{unit}），而不是 {value}"),
    ("must be a number ({unit})", "应为数字（{unit}）"),
    ("must be a whole number ({unit})", "应为整数（{unit}）"),
    ("must be a finite number, not {value}", "应为有限的数字，而不是 {value}"),
    ("must be between {low} and {high}, not {value}", "应在 {low} 与 {high} 之间，而不是 {value}"),
    ("must be a number from {low} to {high} (share of households)", "应为 {low} 至 {high} 的数字（家庭比例）"),
    ("must be a number from {low} to {high}, not {value}", "应为 {low} 至 {high} 的数字，而不是 {value}"),
    ("must be a number from {low} to {high}", "应为 {low} 至 {high} 的数字"),
    ("must be a whole number from {low} to {high}, not {value}", "应为 {low} 至 {high} 的整数，而不是 {value}"),
    ("must be a whole number from {low} to {high}", "应为 {low} 至 {high} 的整数"),
    ("must be a number above 0 and at most 1 (share)", "应为大于0且不超过1的数字（比例）"),
    ("must be at least 1, not {value}", "至少为1，而不是 {value}"),
    ("must be a text in quotation marks, not empty", "应为引号中的非空文本"),
    ("must be a table, as in {form}", "应为一个表，如 {form}"),
    ("must be a table of fields of Rules, as in {form}", "应为 Rules 字段的表，如 {form}"),
    ("must be tables headed {form}", "应为以 {form} 开头的表"),
    ("must be a list of names of rules or bundles", "应为规则或改革组名称的列表"),
    ("must be a list of groups, each a name or a list of names", "应为组的列表，每组是一个名称或名称列表"),
    ("must be the name of a shipped scenario or the path of a file", "应为自带情景的名称或文件路径"),
    ("must be the name of a shipped place or a folder of tables", "应为自带地点的名称或数据表文件夹"),
    ("must be the name of a street or community, not {value}", "应为街道或社区的名称，而不是 {value}"),
    ("must be {value}: this rule is decided by street", "应为 {value}：这项规则由街道决定"),
    ("a table must be {form}", "表应为 {form}"),
    ("{name} is a community, and this rule is decided by street: name streets",
     "{name} 是社区，而这项规则由街道决定：请写街道名称"),
    ("must be 1 to {count} printable characters, not {value}", "应为 1 至 {count} 个可显示字符，而不是 {value}"),
    ("must be a name of up to 60 ASCII letters, digits and _, beginning with a letter, not {value}",
     "应为不超过60个 ASCII 字母、数字和 _ 的名称，以字母开头，而不是 {value}"),
    ("must be a text that can be shown, not {value}", "应为可显示的文本，而不是 {value}"),
    ("must be a whole number, not {value}", "应为整数，而不是 {value}"),
    ("must be {allowed}, not {value}", "应为 {allowed}，而不是 {value}"),
    ("must be {value}", "应为 {value}"),
    ("too large", "数值过大"),
    ("names no place", "没有指明地点"),
    ("write the names of streets or communities, or \"all\"", "请写街道或社区的名称，或 \"all\""),
    ("a changed number needs its ground", "改动的数值须写明依据"),
    ("needs either a source or an assumption", "须写明来源（source）或假定（assumption）之一"),
    ("write the reference in words, or one of {names}", "请用文字写明出处，或用其中之一：{names}"),
    ("write {form} or {other}", "请写 {form} 或 {other}"),
    ("no such key in the bibliography", "参考文献中没有这个键"),
    ("write PATH=VALUE, as in {form}", "请写 PATH=VALUE，如 {form}"),
    ("`value` is missing", "缺少 `value`"),
    ("`name_zh` is the Chinese of `name`, which is missing", "`name_zh` 是 `name` 的中文，而 `name` 缺失"),
    ("`set` is missing: fields of Rules, as in {form}", "缺少 `set`：Rules 的字段，如 {form}"),
    ("`start` is missing: a date like 2008-06-01", "缺少 `start`：日期，如 2008-06-01"),
    ("`rule` is missing: the name of a reform rule, one of {names}", "缺少 `rule`：改革规则的名称，可选：{names}"),
    ("`name` is missing: one of {names}", "缺少 `name`：可选：{names}"),
    ("`{name}` is missing: a whole number from {low} to {high}", "缺少 `{name}`：{low} 至 {high} 的整数"),
    ("{name} is missing: a date like {date}", "缺少 {name}：日期，如 {date}"),
    ("{name} is missing: the name of a shipped place or a folder of tables",
     "缺少 {name}：自带地点的名称或数据表文件夹"),
    ("{name} is missing: {what}", "缺少 {name}：{what}"),
    # Studies
    ("no study {name}", "没有研究 {name}"),
    ("title is missing: a text in quotation marks", "缺少 title：引号中的文本"),
    ("scenarios is missing: a list of texts in quotation marks", "缺少 scenarios：引号中文本的列表"),
    ("`{name}` is missing: a text in quotation marks", "缺少 `{name}`：引号中的文本"),
    ("must be a name of ASCII letters, digits and _", "应为由 ASCII 字母、数字和 _ 组成的名称"),
    ("needs one of `set` (a path, or a list of paths), `switch` or `options`",
     "须写明 `set`（一个路径或路径列表）、`switch` 或 `options` 之一"),
    ("no scenario of this study has it", "本研究的情景都没有这项改革"),
    ("must be tables by label, as in {form}", "应为按标签列出的表，如 {form}"),
    ("must be a path like world.loss_aversion, or a list of paths", "应为路径，如 world.loss_aversion，或路径列表"),
    ("must be a list of 1 to {count} values", "应为1至{count}个值的列表"),
    ("needs `values` or `range`, as in {form}", "须写明 `values` 或 `range`，如 {form}"),
    ("must be two numbers, or two dates like 2008-06-01", "应为两个数字，或两个日期，如 2008-06-01"),
    ("the first must be smaller than the second", "第一个须小于第二个"),
    ("a logarithmic range needs numbers above 0", "对数范围须为大于0的数字"),
    ("must be from {low} to {high}, not {value}", "应在 {low} 与 {high} 之间，而不是 {value}"),
    ("must be a date like 2008-06-01, not {value}", "应为日期，如 2008-06-01，而不是 {value}"),
    ("must be a date like 2008-06-01, from {low} to {high}", "应为日期，如 2008-06-01，在 {low} 与 {high} 之间"),
    ("must be a list of texts in quotation marks", "应为引号中文本的列表"),
    ("must be one scenario", "应为一个情景"),
    ("all scenarios and the baseline need the same place, months and sample", "各情景与基准的地点、起止月和抽样比例须相同"),
    ("at most {count} are allowed", "最多允许 {count} 个"),
    ("{count} runs", "共 {count} 次模拟"),
    ("a study has at most {count}", "一项研究最多 {count} 次"),
    ("{path} is also set by {name}", "{path} 已由 {name} 设置"),
    ("is not a measure", "不是指标"),
    ("this design needs at least one {form} or {other}", "这种设计至少需要一个 {form} 或 {other}"),
    ("{count} combinations", "共 {count} 种组合"),
    ("must be a power of 2", "应为2的幂"),
    ("`file` is missing: the path of a CSV file", "缺少 `file`：CSV 文件的路径"),
    ("unknown column {name}", "未知的列 {name}"),
    ("the column {name} must be there once", "列 {name} 须恰好出现一次"),
    ("has {count} cells, the header has {other}", "有 {count} 格，表头有 {other} 格"),
    ("holds no points", "没有设计点"),
    ("is not the folder of a study: it has no plan", "不是研究的文件夹：其中没有计划"),
    ("{library} is not installed", "未安装 {library}"),
    ("install it with: {command}", "请用此命令安装：{command}"),
    ("no dask scheduler answers at {address}", "{address} 没有 dask 调度器应答"),
    ("the scheduler at {address} has no worker", "{address} 的调度器没有工作进程"),
    ("start it with {form} and {other}", "请用 {form} 和 {other} 启动"),
    ("worker {name} has govsim {version}, not {other}", "工作进程 {name} 的 govsim 版本为 {version}，而不是 {other}"),
    ("worker {name} does not see {folder}", "工作进程 {name} 看不到 {folder}"),
    ("name a folder that all machines share", "请指定所有机器共享的文件夹"),
    # Dates
    ("a month is written as its first day, {date}", "月份写作当月第一天，如 {date}"),
    ("must be a date like 2008-06-01, without quotation marks", "应为日期，如 2008-06-01，不加引号"),
    ("must be a date like 2008-06-01", "应为日期，如 2008-06-01"),
    ("the run ends before it starts, {date}", "结束早于开始（{date}）"),
    ("a run has at most {count} months", "模拟最多 {count} 个月"),
    ("the start of {rule}, {month}, is outside the run, {span}", "{rule} 的开始月 {month} 不在模拟期 {span} 之内"),
    ("the end of {rule}, {month}, is outside the run, {span}", "{rule} 的结束月 {month} 不在模拟期 {span} 之内"),
    ("the announced of {rule}, {month}, is outside the run, {span}", "{rule} 的公布月 {month} 不在模拟期 {span} 之内"),
    ("the {key}, {month}, is outside the run, {span}", "{key} 的月份 {month} 不在模拟期 {span} 之内"),
    ("`without` drops a reform", "可用 `without` 去掉一项改革"),
    ("the end is before the start, {date}", "结束早于开始（{date}）"),
    ("the end of {rule} is before the start, {date}", "{rule} 的结束早于开始（{date}）"),
    ("announced after the start, {date}", "公布晚于开始（{date}）"),
    ("announced of {rule} after the start, {date}", "{rule} 的公布晚于开始（{date}）"),
    ("allowed is up to that month", "最晚为该月"),
    ("{rule} is already in force in {place} from {date}", "{rule} 在 {place} 自 {date} 起已经生效"),
    ("end the first, or use other places", "请先结束前一条，或改用其他地点"),
    ("{name} of the rules {message} in {month}, after what is written before it",
     "规则字段 {name} 在 {month} 叠加此前各条之后超出允许范围（{message}）"),
    ("at most {count} revisions are allowed", "最多 {count} 条修订"),
    # Files
    ("extends goes in a circle: {names}", "extends 形成循环：{names}"),
    ("the file cannot be read: {reason}", "文件无法读取：{reason}"),
    ("more than {count} bytes: not a scenario", "超过 {count} 字节，不是情景文件"),
    ("not UTF-8 text", "不是 UTF-8 文本"),
    ("save the file as UTF-8", "请将文件存为 UTF-8"),
    ("not TOML that can be read: nested too deeply", "不是可读的 TOML：嵌套过深"),
    ("not TOML: {reason}", "不是 TOML：{reason}"),
    ("the tables cannot be read: {reason}", "数据表无法读取：{reason}"),
    ("not a resolved scenario of this version: {reason}", "不是本版本的完整情景：{reason}"),
    ("cannot be read as CSV: {reason}", "无法按 CSV 读取：{reason}"),
    ("cannot be read as TOML: {reason}", "无法按 TOML 读取：{reason}"),
    ("cannot be read: {reason}", "无法读取：{reason}"),
    ("is missing", "缺少此文件"),
    ("is empty", "为空"),
    ("the first line must name the columns", "第一行应为列名"),
    ("has a header and no rows", "只有列名，没有数据行"),
    ("is longer than {count} bytes", "超过 {count} 字节"),
    ("is not UTF-8 text", "不是 UTF-8 文本"),
    ("column {name} is missing", "缺少列 {name}"),
    ("column {name} occurs twice", "列 {name} 出现两次"),
    ("{name} is missing", "缺少 {name}"),
    # Tables of a place
    ("has {count} cells, the header names {columns} columns", "有 {count} 格，列名有 {columns} 个"),
    ("{name} is a column of communities.csv already", "{name} 已是 communities.csv 的列名"),
    ("with young_share and child_share must not exceed 1", "与 young_share、child_share 之和不得超过1"),
    ("leaves some household of this mean size without an adult", "会使这一平均户规模的家庭没有成年人"),
    ("{name} is taken already, at {where}", "{name} 已在 {where} 使用"),
    ("{name} has a meaning of its own", "{name} 另有含义"),
    ("choose another", "请换一个"),
    ("no street {name} in streets.csv", "streets.csv 中没有街道 {name}"),
    ("has no courtyards", "没有院落"),
    ("must not exceed its {count} courtyards", "不得超过其院落数 {count}"),
    ("must be at least {least} for each of its {count} courtyards", "其 {count} 个院落每个至少需要 {least} 人"),
    ("is {count}, communities.csv has {found}", "为 {count}，communities.csv 中有 {found} 个"),
    ("is {count}, its communities add up to {found}", "为 {count}，其社区合计为 {found}"),
    ("{name} is {count}, the tables add up to {found}", "{name} 为 {count}，数据表合计为 {found}"),
    ("must add up to 1 over the streets, not {value}", "各街道合计应为1，而不是 {value}"),
    # Studies and folders
    ("name at least one to compare with the baseline", "请至少给出一个与基准比较的情景"),
    ("two of the scenarios compared have this name", "比较的情景中有两个同名"),
    ("rename one", "请改名"),
    ("{key} is {here} and {there} in the baseline {name}", "{key} 为 {here}，而基准 {name} 中为 {there}"),
    ("both must be the same", "两者须相同"),
    ("must be a month from {first} to {last}, not {value}", "应为 {first} 至 {last} 的月份，而不是 {value}"),
    ("name at least one measure", "请至少给出一个指标"),
    ("{name} is not measured by street or group", "{name} 没有按街道或居民群体统计"),
    ("{name} is not a measure", "{name} 不是指标"),
    ("cannot be written: {reason}", "无法写入：{reason}"),
    ("name another folder", "请换一个文件夹"),
    ("needs {count} MB, {free} MB are free", "需要 {count} MB，剩余 {free} MB"),
    ("free some, or name another folder", "请腾出空间，或换一个文件夹"),
    ("is not a note that govsim wrote", "不是 govsim 写的说明文件"),
    ("holds this study with other settings", "存有设置不同的同名研究"),
    ("holds another study, {study}", "存有另一项研究：{study}"),
    ("holds files that are not of this study", "存有不属于本研究的文件"),
    ("name another folder with --out, or delete this one", "请用 --out 换一个文件夹，或删除此文件夹"),
)
"""English and Chinese; words in braces are kept. Of several that fit, the one with most words counts."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    made = []
    for english, chinese in sorted(PHRASES, key=lambda pair: -len(re.sub(r"{\w+}", "", pair[0]))):
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(english))
        made.append((re.compile(rf"(?P<_before>(?:.*?: )??){pattern}(?P<_rest>(?:; .*)?)", re.DOTALL), chinese))
    return tuple(made)


def translated(fault: Fault, lang: Lang) -> Fault:
    """The fault in a language."""
    return fault if lang == "en" else Fault(fault.where, in_chinese(fault.message))


def in_chinese(message: str) -> str:
    """A message in Chinese, clause by clause; a clause that has no entry stays as it is.

    >>> in_chinese("world.loss = 9: must be between 1.2 and 2.25 ratio, not 9; did you mean 'x'?")
    "world.loss = 9：应在 1.2 与 2.25 ratio 之间，而不是 9；是否想写 'x'？"
    """
    for pattern, chinese in _patterns():
        match = pattern.fullmatch(message)
        if match is not None:
            words = match.groupdict()
            before, rest = words.pop("_before"), words.pop("_rest")
            said = chinese.format_map(words)
            after = f"；{in_chinese(rest[2:])}" if rest else ""
            return f"{before[:-2]}：{said}{after}" if before else said + after
    first, found, rest = message.partition("; ")
    return f"{first}；{in_chinese(rest)}" if found else message
