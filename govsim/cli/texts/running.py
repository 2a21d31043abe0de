"""What is said while runs are made, and when they end early."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "dashboard_at": (
        "The dashboard is at {address} (Ctrl-C ends it). Runs are kept in {folder}.",
        "面板地址：{address}（按 Ctrl-C 结束）。模拟结果保存在 {folder}。",
    ),
    "dashboard_open_to_others": (
        "It answers to everybody who can reach this machine at {host}; whoever opens it can start runs here.",
        "凡能通过 {host} 访问本机的人都能打开它，并可在此启动模拟。",
    ),
    "input_faults": ("{count} faults; nothing was run:", "共{count}处错误，尚未运行："),
    "interrupted": ("Interrupted.", "已中断。"),
    "interrupted_kept": (
        "Interrupted: {done} of {all:run is|runs are} finished and kept in {folder}. The same command continues there.",
        "已中断：{all}次模拟中已完成{done}次，保存在 {folder}。再次执行同一命令即可继续。",
    ),
    "interrupted_pairs": (
        "With --replications {pairs} it compares what is there.",
        "用 --replications {pairs} 可比较已完成的部分。",
    ),
    "fault": ("Failed: {message}", "运行失败：{message}"),
    "damaged": (
        "{file}: is damaged; delete it, and the same command makes it again",
        "{file}: 已损坏；请删除它，再次执行同一命令即可重做",
    ),
    "fault_hint": ("--debug shows the traceback.", "用 --debug 查看调用栈。"),
    "full": (
        "{message}; free some space: what is finished is kept, and the same command continues",
        "{message}；请腾出空间：已完成的均已保存，再次执行同一命令即可继续",
    ),
    "memory": (
        "not enough memory; a smaller --sample or --processes 1 needs less",
        "内存不足；请减小 --sample 或用 --processes 1",
    ),
    "running": ("Running", "模拟中"),
    "runs": ("runs", "次"),
    "month": ("month {month} of {months}", "第{month}/{months}个月"),
    "time_left": ("{time} left", "剩余{time}"),
    "drawing": ("Drawing figures", "绘图中"),
    "failed_runs": ("{count} failed", "失败{count}次"),
    "verifying": ("Verifying", "检查中"),
    "planning": ("Planning", "规划中"),
    "points_checked": ("points", "个设计点"),
    "starting": ("starting", "准备中"),
    "nothing_kept": ("Interrupted; nothing was written.", "已中断，未写入任何内容。"),
}
