"""Studies, their folders, and what is verified in them."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "estimate": (
        "{points:point} x {scenarios:scenario} x {seeds:seed}: {runs:different run|different runs}, "
        "{missing} still to make. Factors: {factors}.",
        "{points}个设计点×{scenarios}个情景×{seeds}个种子：共{runs}次不同的模拟，尚需{missing}次。因素：{factors}。",
    ),
    "estimate_cost": ("About {time} and {size} on disk.", "约需{time}，磁盘{size}。"),
    "sweep_note": (
        "{kind}, {horizon}; points: {points}, seeds: {seeds}.",
        "{horizon}的{kind}；{points}个设计点，{seeds}个种子。",
    ),
    "sweep_effects": ("Paired effects against the baseline [95% interval]", "配对效应（相对基准，95%区间）"),
    "sweep_levels": ("Means [95% interval]", "均值（95%区间）"),
    "variance_title": ("Where the variance of single runs comes from", "单次模拟结果的方差来自何处"),
    "part": ("Part", "来源"),
    "factor": ("Factor", "因素"),
    "value": ("Value", "取值"),
    "runs_failed": (
        "{failed} of {all:run} failed; each is described in {folder}. The others are kept.",
        "{all}次模拟中有{failed}次失败，详情见 {folder}；其余均已保存。",
    ),
    "run_again": ("To see one of them fail: {command}", "重现其中一次：{command}"),
    "not_analysed": (
        "Nothing is analysed while runs are missing: the indices would be wrong.",
        "有模拟缺失时不作分析，否则指数会有误。",
    ),
    "does_nothing": ("(a factor that does nothing)", "（无作用的因素）"),
    "rerun_fine": (
        'Seed {seed} of "{scenario}" did not fail this time; the command of the study makes and stores it.',
        "“{scenario}”种子{seed}这次没有失败；再次执行研究的命令即可完成并保存。",
    ),
    "written_to": ("Written to {path}", "已写入 {path}"),
    "exported": ("Table {table}, {rows:row}, written to {path}", "表 {table}（{rows}行）已写入 {path}"),
    "verified": (
        "{files:file} and {runs:stored run|stored runs} looked at, {rerun} made again.",
        "已检查{files}个文件和{runs}次已存模拟，重做{rerun}次。",
    ),
    "other_version": ("{name} was {then}, and is {now} now", "{name} 原为 {then}，现为 {now}"),
    "verify_no_runs": (
        "Of its runs this folder keeps only what was read of them, so that none is made again here; this makes it "
        "anew: {command}",
        "此文件夹只保存从各次模拟中读取的内容，因此不在此重做；重新生成的命令：{command}",
    ),
    "verify_skipped": (
        "{count:run is|runs are} of another version of the model and cannot be made again here.",
        "{count}次模拟属于模型的另一版本，无法在此重做。",
    ),
    "verify_failed": (
        "{count:run failed and is|runs failed and are} not in this folder.", "{count}次模拟失败，不在此文件夹中。",
    ),
    "verify_missing": ("missing", "缺失"),
    "verify_changed": ("another checksum", "校验和不同"),
    "verify_unreadable": ("unreadable run", "无法读取的模拟"),
    "verify_misnamed": ("run under another's name", "名称不符的模拟"),
    "verify_differs": ("run that comes out otherwise", "重做结果不同的模拟"),
    "verify_fine": ("All of these are as they were written.", "所检查的内容均与写入时一致。"),
    "verify_wrong": ("Problems: {count}.", "有{count}处问题。"),
    "standing": (
        "{done} of {all:run is|runs are} done, {failed} failed, {left:is|are} left.",
        "{all}次模拟中已完成{done}次，失败{failed}次，剩余{left}次。",
    ),
    "standing_last": ("The last one was stored {ago} ago.", "最近一次保存于{ago}之前。"),
    "standing_left": ("About {time} left, if it is running.", "若正在运行，约需{time}。"),
    "points": ("Points", "设计点"),
    "first_month": ("First month {month}", "首月 {month}"),
    "last_month": ("Last month {month}", "末月 {month}"),
}
