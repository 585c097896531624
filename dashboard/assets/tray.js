/* The briefing tray in the browser: what was collected is kept under one key of localStorage, as the query of the
   tray's address. No texts: every word comes from the page. */
(function () {
  "use strict";
  var KEY = "zhibiao-tray";
  function stored() { try { return localStorage.getItem(KEY) || ""; } catch (e) { return ""; } }
  function store(query) { try { if (query) localStorage.setItem(KEY, query); else localStorage.removeItem(KEY); } catch (e) { /* private mode */ } count(); }
  function say(text) { var spoken = document.getElementById("spoken"); if (spoken) spoken.textContent = text || ""; }
  function size(query) {
    return Array.from(new URLSearchParams(query).keys()).filter(function (name) { return /^c\d+$/.test(name); }).length;
  }
  function count() {
    var held = size(stored());
    document.querySelectorAll(".nav a[href^='/tray']").forEach(function (link) {
      if (held) link.dataset.count = held; else delete link.dataset.count;
    });
  }
  function add(button) {
    var tray = new URLSearchParams(stored()), held = size(tray.toString()), at = held + 1;
    if (held >= Number(button.dataset.trayMost)) { tell(button, button.dataset.full); return; }
    tray.set("c" + at, button.dataset.trayAdd);
    if (button.dataset.trayQuery) tray.set("q" + at, button.dataset.trayQuery);
    if (button.dataset.trayTitle) tray.set("t" + at, button.dataset.trayTitle);
    store(tray.toString());
    tell(button, button.dataset.done);
  }
  function tell(button, words) {
    var before = button.dataset.before || button.textContent;
    button.dataset.before = before; button.textContent = words; say(words);
    clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = setTimeout(function () { button.textContent = before; delete button.dataset.before; }, 2500);
  }
  function here() { return new URLSearchParams(location.search); }
  function keep() {
    var tray = here();
    tray.delete("lang"); tray.delete("point");
    store(size(tray.toString()) ? tray.toString() : "");
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-tray-add]");
    if (button) { add(button); return; }
    var file = event.target.closest("[data-tray-file]");
    if (file) tell(file, file.dataset.trayFile);
    var edit = event.target.closest("[data-tray-edit]");
    if (edit) setTimeout(function () { if (location.pathname === "/tray") keep(); }, 0);
  });
  document.addEventListener("change", function (event) {
    if (event.target.closest(".tray, .trayname")) setTimeout(keep, 0);
  });
  /* An empty tray opens what was collected; a tray that came as a link stays as it is until it is changed. */
  function open() {
    count();
    if (location.pathname !== "/tray" || size(location.search) || !stored()) return;
    if (!document.querySelector("[data-tray=empty]")) return;
    var tray = new URLSearchParams(stored()), lang = here().get("lang");
    if (lang) tray.set("lang", lang);
    location.replace("/tray?" + tray.toString());
  }
  new MutationObserver(open).observe(document.documentElement, { childList: true, subtree: true });
  open();
})();
