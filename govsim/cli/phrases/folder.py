"""Of comparisons, folders of results and the dashboard."""

from __future__ import annotations

PHRASES: tuple[tuple[str, str], ...] = (
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
    ("cannot be had: {reason}", "无法使用：{reason}"),
    ("name another with --port", "请用 --port 换一个端口"),
    ("name another with --host", "请用 --host 换一个地址"),
    ("the dashboard needs more packages", "面板还需要一些软件包"),
    ("install them with: {command}", "安装命令：{command}"),
    (
        "{key}: a file opened here may only name what is shipped: {names}",
        "{key}：在此打开的文件只能引用自带的内容：{names}",
    ),
    ("not a scenario that the dashboard wrote", "不是本面板写出的情景"),
    ("open it as a file instead", "请改用“打开文件”"),
    ("holds a reform that this version does not know", "含有本版本不认识的改革"),
    ("is not a note that govsim wrote", "不是 govsim 写的说明文件"),
    ("holds this study with other settings", "存有设置不同的同名研究"),
    ("holds another study, {study}", "存有另一项研究：{study}"),
    ("holds files that are not of this study", "存有不属于本研究的文件"),
    ("another govsim is at work there", "另一个 govsim 正在其中工作"),
    ("wait until it has ended, or name another folder with --out", "请等它结束，或用 --out 换一个文件夹"),
    ("name another folder with --out, or delete this one", "请用 --out 换一个文件夹，或删除此文件夹"),
)
