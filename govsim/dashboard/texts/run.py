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
    "run_worlds": ("in plausible worlds", "在合理世界中运行"),
    "run_worlds_about": (
        "Each pair in another of {count} worlds that the calibration targets do not rule out. Bands and intervals "
        "then show what is unknown about the assumptions too, not chance alone.",
        "校准目标不能排除的世界共{count}个，每对模拟取其中不同的一个。色带与区间因此也反映假定的不确定，而不只是随机性。",
    ),
    "run_kept": (
        "Finished full runs are kept in {folder} until somebody deletes this folder: {size} so far. Deleting it loses "
        "nothing but the time to run them again.",
        "已完成的完整运行保存在{folder}，目前{size}，不会自动删除。删除该文件夹只需重新运行，不会丢失其他内容。",
    ),
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
