"""Texts of the page of runs."""

TEXTS = {
    "run_head": ("Run", "运行"),
    "run_of": ("A: “{a}”. B: “{b}”.", "A：“{a}”；B：“{b}”。"),
    "run_quick": ("Quick look", "快速预览"),
    "run_quick_about": (
        "{sample} of the households, {pairs} pairs; starts by itself after every change and takes some seconds. Good "
        "for trying out; levels and intervals are coarse.",
        "{sample}的家庭，{pairs}对模拟；每次修改后自动开始，数秒完成。适合试探；水平与区间较粗略。",
    ),
    "run_full": ("Full run", "完整运行"),
    "run_full_about": (
        "{sample} of the households and as many pairs as you ask for. What is finished is kept: stop and continue as "
        "you like.",
        "{sample}的家庭，对数由你决定。已完成的部分会保留，可随时停止和继续。",
    ),
    "run_pairs": ("Pairs of runs", "配对模拟数"),
    "run_estimate": ("about {time} on one processor", "单处理器约需{time}"),
    "run_progress": ("Progress", "进度"),
    "run_runs": ("Runs", "模拟"),
    "run_seed": ("Seed", "种子"),
    "run_done": ("done, {seconds} s", "完成，{seconds}秒"),
    "run_stored": ("done before", "此前已完成"),
    "run_begun": ("begun", "已开始"),
    "run_waits": ("waits", "等待"),
    "run_stopped": ("stopped", "已停止"),
}
