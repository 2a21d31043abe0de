"""Texts of the line that says what is on the screen and what is being run."""

TEXTS = {
    "status": ("What is shown", "当前显示"),
    "status_shipped": (
        "The comparison that comes with govsim: {sample} of households, {pairs} pairs of runs",
        "govsim 自带的比较结果：{sample}家庭，{pairs}对模拟",
    ),
    "status_quick": (
        "Quick look: {sample} of households, {pairs} of {all} pairs of runs",
        "快速预览：{sample}家庭，{all}对模拟中已完成{pairs}对",
    ),
    "status_full": (
        "Full run: {sample} of households, {pairs} of {all} pairs of runs",
        "完整运行：{sample}家庭，{all}对模拟中已完成{pairs}对",
    ),
    "status_worlds": (" in plausible worlds", "（各在一个合理世界中）"),
    "status_none": ("Nothing to show yet", "尚无结果"),
    "status_live": (
        "Quick look: first pair of runs, as its months come in ({sample} of households)",
        "快速预览：第一对模拟正在逐月推进（{sample}家庭）",
    ),
    "status_live_full": (
        "Full run: first pair of runs, as its months come in ({sample} of households)",
        "完整运行：第一对模拟正在逐月推进（{sample}家庭）",
    ),
    "status_of": ("“{a}” and “{b}”", "“{a}”与“{b}”"),
    "status_starting": ("starting", "正在启动"),
    "status_queued": ("number {position} in the queue", "排队第{position}位"),
    "status_running": ("running, {share}", "运行中，{share}"),
    "status_left": ("about {left} left", "约剩{left}"),
    "status_seconds": ("{count} s", "{count}秒"),
    "status_minutes": ("{count} min", "{count}分钟"),
    "status_stopped": ("stopped; what is finished is kept", "已停止；已完成的部分保留"),
    "status_stale": (
        "What you see belongs to the scenarios before the last change.",
        "下面显示的仍是上次修改之前的情景结果。",
    ),
    "status_outdated": (
        "This comparison was made by another version of the model than the installed one; run it again for current "
        "numbers.",
        "此比较由另一版本的模型算出，与当前安装的版本不同；如需当前数值请重新运行。",
    ),
    "status_faulty": (
        "One of the scenarios has a fault, so nothing is run; it is marked on the page of scenarios.",
        "其中一个情景有错误，因此没有运行；错误标在“情景”页。",
    ),
    "status_unlike": ("These scenarios cannot be compared: {reason}", "这两个情景无法比较：{reason}"),
    "status_failed": ("A run ended with an error: {reason}", "一次模拟出错中止：{reason}"),
    "status_crashed": (
        "A process that made the runs died, perhaps for want of memory. Nothing else is affected; try again.",
        "执行模拟的进程意外终止，可能因为内存不足。其他部分不受影响，可以重试。",
    ),
    "status_unfinished": (
        "A full run of these scenarios was begun and is not finished.", "这两个情景的完整运行尚未完成。",
    ),
    "do_full": ("Run in full …", "完整运行…"),
    "do_start": ("Start", "开始运行"),
    "do_continue": ("Continue", "继续运行"),
    "do_stop": ("Stop", "停止"),
    "do_again": ("Try again", "重试"),
    "do_quick": ("Back to the quick look", "回到快速预览"),
}
