/* Colours: light, dark or as the system, kept in this browser; charts listen for "govsim-theme".
   Files: the text of the one that was chosen, unless it is longer than is read.
   The page may be enlarged on a phone, which Solara's own page forbids. */
(function () {
  const key = "govsim-theme";
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    const kept = localStorage.getItem(key);
    return kept === "light" || kept === "dark" ? kept : "auto";
  };
  const apply = () => {
    const now = chosen() === "auto" ? (dark.matches ? "dark" : "light") : chosen();
    document.documentElement.setAttribute("data-theme", now);
    window.dispatchEvent(new Event(key));
  };
  window.govsimTheme = {
    chosen,
    choose(name) {
      localStorage.setItem(key, name);
      apply();
    },
    colour(name) {
      return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
    },
  };
  window.govsimFile = (event, longest, open, refuse) => {
    const file = event.target.files[0];
    event.target.value = "";
    if (!file) return;
    if (file.size > longest) refuse();
    else file.text().then(open);
  };
  dark.addEventListener("change", apply);
  apply();
  document.documentElement.lang = (navigator.language || "en").startsWith("zh") ? "zh-CN" : "en";
  document.querySelector("meta[name=viewport]").setAttribute("content", "width=device-width, initial-scale=1");
})();
