"""Texts of what stands around the pages while they load and where the server is lost."""

TEXTS = {
    "shell_nowhere": ("There is no such page; the first one is at /", "没有这个页面；首页的地址是 /"),
    "shell_loading": ("Loading", "正在加载"),
    "shell_lost": ("Connection lost, trying again", "连接已断开，正在重连"),
    "shell_restoring": ("Restoring the page", "正在恢复页面"),
    "shell_refresh": ("Please load the page again", "请重新加载页面"),
    "shell_not_restored": (
        "The page could not be restored. Load it again; your scenarios are kept in its address.",
        "页面未能恢复。请重新加载，情景保留在网址中。",
    ),
    "shell_apart": (
        "The page has no connection to the server and does not follow any more. Please load it again.",
        "页面与服务器失去连接，不再更新。请重新加载。",
    ),
    "shell_refresh_now": ("Load again", "重新加载"),
    "shell_cancel": ("Cancel", "取消"),
}
