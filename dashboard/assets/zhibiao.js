/* What the page does in the browser: links without reload, theme, points of charts by mouse and keyboard,
   the evidence drawer, next / previous figure, copying, the notices that an answer is awaited or the tables rebuilt.
   No texts: every word comes from the page (data-* attributes), which has it from texts.yaml. */
(function () {
  "use strict";
  var root = document.documentElement;
  var one = function (selector, within) { return (within || document).querySelector(selector); };
  var all = function (selector, within) { return Array.from((within || document).querySelectorAll(selector)); };
  var live = function () { return window.dash_clientside && window.dash_clientside.set_props && !document.body.classList.contains("booting"); };

  /* ---- client: scheme and width, told to the server -------------------------------------------------- */
  var steps = { narrow: matchMedia("(max-width: 640px)"), small: matchMedia("(max-width: 960px)"), middle: matchMedia("(max-width: 1399px)") };
  function width() { return Object.keys(steps).find(function (name) { return steps[name].matches; }) || "wide"; }
  function client() { return { scheme: root.dataset.scheme, width: width() }; }
  function tellClient() {
    root.dataset.width = width();
    document.cookie = "zhibiao=" + root.dataset.scheme + "." + root.dataset.width + ";path=/;max-age=31536000;SameSite=Lax";
    if (live()) window.dash_clientside.set_props("client", { data: client() });
  }
  Object.keys(steps).forEach(function (name) { steps[name].addEventListener("change", function () { if (!matchMedia("print").matches) tellClient(); }); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function (event) {
    if (!stored("zhibiao-scheme")) { root.dataset.scheme = event.matches ? "dark" : "light"; tellClient(); }
  });
  function stored(key) { try { return localStorage.getItem(key); } catch (e) { return null; } }
  function switchScheme() {
    root.dataset.scheme = root.dataset.scheme === "dark" ? "light" : "dark";
    try { localStorage.setItem("zhibiao-scheme", root.dataset.scheme); } catch (e) { /* private mode */ }
    tellClient();
  }

  /* ---- links: the address changes, Dash draws ---------------------------------------------------------- */
  function go(href) {
    var target = new URL(href, location.href);
    var samePath = target.pathname === location.pathname;
    history.pushState(null, "", target.pathname + target.search + target.hash);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    closeDrawer(false);
    if (!samePath) { window.scrollTo(0, 0); focusMain = true; }
  }
  var focusMain = false;
  function inner(link) {
    return link && link.origin === location.origin && !link.target && !link.hasAttribute("download") && !link.dataset.hard;
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]:not(.find)");
    if (link && inner(link) && live() && !event.defaultPrevented && event.button === 0 &&
        !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)) {
      var samePage = link.pathname === location.pathname && link.search === location.search;
      if (link.dataset.point) { event.preventDefault(); openPoint(link.dataset.point, link); return; }
      if (!link.dataset.toggle) close(link);
      if (link.matches(".spot")) { event.preventDefault(); visit(document.getElementById(link.hash.slice(1))); return; }
      if (!(samePage && link.hash)) { event.preventDefault(); go(window.zhibiao.next(link)); return; }
    }
    if (event.target.closest(".find") && live() && event.button === 0 && !event.ctrlKey && !event.metaKey) { event.preventDefault(); openFinder(); return; }
    var button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.themeSwitch) switchScheme();
    if (button.dataset.copy) copy(button);
    if (button.dataset.close) closeDrawer(true);
    if (button.dataset.step) stepFigure(Number(button.dataset.step));
    if (button.dataset.reload) location.reload();
  });
  document.addEventListener("click", function (event) {
    all("details.menu[open]").forEach(function (menu) { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("change", function (event) {
    var field = event.target.closest("[data-param]");
    if (field) { close(field); go(window.zhibiao.withParam(field.dataset.param, event.target.value)); }
  });
  document.addEventListener("input", function (event) {
    var sift = event.target.closest(".sift"), wanted = event.target.value.trim().toLowerCase();
    if (sift) all("li:not(:first-child)", sift.closest("ul")).forEach(function (entry) { entry.hidden = entry.textContent.toLowerCase().indexOf(wanted) < 0; });
  });
  document.addEventListener("keydown", function (event) {
    var first = event.key === "Enter" && event.target.closest(".sift") && one("li:not([hidden]) a", event.target.closest("ul"));
    if (first) { event.target.value = ""; first.click(); }
  });
  function close(chosen) { /* the menu in which a choice was made */
    var menu = chosen.closest("details.menu");
    if (menu && menu.open) { menu.open = false; one("summary", menu).focus(); }
  }
  function copy(button) {
    var text = button.dataset.copy === "address" ? location.href : button.dataset.copy.replace("{access}", accessed(button));
    var done = function () { say(button.dataset.done); button.classList.add("done"); setTimeout(function () { button.classList.remove("done"); }, 1500); };
    if (navigator.clipboard && window.isSecureContext) { navigator.clipboard.writeText(text).then(done); return; }
    var area = document.createElement("textarea");
    area.value = text; area.className = "unseen"; document.body.appendChild(area); area.select();
    document.execCommand("copy"); area.remove(); done();
  }
  function accessed(mark) { /* today, as a citation says when its address was read */
    if (!mark.dataset.access) return "";
    var now = new Date(), pad = function (part) { return String(part).padStart(2, "0"); };
    var day = mark.dataset.lang === "en" ? now.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })
      : now.getFullYear() + "-" + pad(now.getMonth() + 1) + "-" + pad(now.getDate());
    return mark.dataset.access.replace("{day}", day);
  }
  function say(text) { one("#spoken").textContent = text || ""; }

  /* ---- points of charts by mouse and keyboard --------------------------------------------- */
  function idOf(point) {
    var data = point.customdata;
    return Array.isArray(data) ? data[0] : data;
  }
  function pointsOf(plot) {
    var found = [];
    plot.data.forEach(function (trace, curve) {
      (trace.customdata || []).forEach(function (data, index) {
        var id = idOf({ customdata: data });
        if (id && !found.some(function (other) { return other.id === id; })) found.push({ curve: curve, index: index, id: id, x: trace.x[index], y: trace.y[index], words: trace.hovertext && trace.hovertext[index] });
      });
    });
    return found.sort(function (a, b) {
      return a.x === b.x ? a.curve - b.curve : String(a.x) < String(b.x) ? -1 : 1;
    });
  }
  document.addEventListener("zhibiao-drawn", function (event) {
    event.target.on("plotly_click", function (click) {
      var hit = (click.points || []).map(idOf).find(Boolean);
      if (hit) openPoint(hit, event.target.closest(".plot"));
    });
    reveal();
  });
  document.addEventListener("keydown", function (event) {
    var box = event.target.closest && event.target.closest(".plot");
    if (!box || event.target !== box) return;
    var plot = one(".js-plotly-plot", box);
    var points = plot ? pointsOf(plot) : [];
    if (!points.length) return;
    var at = box.dataset.at === undefined ? -1 : Number(box.dataset.at);
    var moves = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    if (moves[event.key]) at = at < 0 ? (moves[event.key] > 0 ? 0 : points.length - 1) : (at + moves[event.key] + points.length) % points.length;
    else if (event.key === "Home") at = 0;
    else if (event.key === "End") at = points.length - 1;
    else if ((event.key === "Enter" || event.key === " ") && at >= 0) { event.preventDefault(); openPoint(points[at].id, box); return; }
    else return;
    event.preventDefault();
    box.dataset.at = at;
    window.Plotly.Fx.hover(plot, [{ curveNumber: points[at].curve, pointNumber: points[at].index }]);
    var row = one('[data-row="' + points[at].id + '"]');
    say(row ? row.dataset.spoken : String(points[at].words || "").replace(/<br>/g, ", ").replace(/<[^>]*>/g, ""));
  });

  /* ---- the drawer with a point's evidence ------------------------------------------------------------------ */
  var opener = null, opened = "";
  function openPoint(id, from) {
    if (!live()) return;
    opener = from || opener;
    opened = id;
    wait();
    window.dash_clientside.set_props("point", { data: { id: id, at: Date.now() } });
    all(".is-open").forEach(function (row) { row.classList.remove("is-open"); });
    all('[data-row="' + id + '"]').forEach(function (row) { row.classList.add("is-open"); });
    var target = new URL(location.href);
    target.searchParams.set("point", id);
    history.replaceState(null, "", target.href);
  }
  function closeDrawer(back) {
    var panel = one("#panel");
    opened = "";
    if (!panel.firstChild || panel.hidden) return;
    panel.hidden = true;
    all(".is-open").forEach(function (row) { row.classList.remove("is-open"); });
    var target = new URL(location.href);
    if (target.searchParams.has("point")) {
      target.searchParams.delete("point");
      history.replaceState(null, "", target.href);
    }
    if (back && opener) opener.focus();
  }
  /* The drawer shows the point of the address, however one came to it. */
  function follow() {
    var point = new URL(location.href).searchParams.get("point");
    if (!point) closeDrawer(false);
    else if (point !== opened) openPoint(point);
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") closeDrawer(true);
  });

  /* ---- the reading view: next and previous figure ------------------------------------------------------------- */
  function stepFigure(step) {
    var marks = all(".reading mark.fig").filter(function (mark) { return mark.offsetParent; });
    if (!marks.length) return;
    var at = marks.indexOf(one(".reading mark.is-at"));
    at = (at + step + marks.length + (at < 0 && step < 0 ? 1 : 0)) % marks.length;
    visit(marks[at]);
  }
  function visit(mark) {
    all(".reading .is-at").forEach(function (old) { old.classList.remove("is-at"); });
    mark.classList.add("is-at");
    var spots = all('.spot[href="#' + mark.id + '"]'), side = spots.length && spots[0].closest(".original");
    spots.forEach(function (spot) { spot.classList.add("is-at"); });
    if (side) side.scrollTop += spots[0].getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 3;
    mark.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    (one("a", mark) || mark).focus({ preventScroll: true });
    say(mark.title);
  }
  document.addEventListener("keydown", function (event) {
    if (!one(".reading") || event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return;
    if (event.key === "j" || event.key === "n") stepFigure(1);
    if (event.key === "k" || event.key === "p") stepFigure(-1);
  });

  /* ---- search from every page: / or Ctrl-K ------------------------------------------------------------------------ */
  var asking = 0;
  function openFinder() {
    var way = one(".find");
    var finder = one("#finder"), field = one("input", finder);
    if (!way || finder.open) return;
    field.placeholder = way.dataset.find; field.setAttribute("aria-label", way.dataset.find);
    one(".found", finder).setAttribute("aria-label", way.dataset.find);
    finder.showModal(); field.select(); ask();
  }
  function ask() {
    var words = one("#finder input").value.trim(), turn = ++asking;
    if (!words) { one("#finder .found").replaceChildren(); return; }
    fetch("/api/search?lang=" + (root.lang.slice(0, 2) === "en" ? "en" : "zh") + "&q=" + encodeURIComponent(words))
      .then(function (answer) { return answer.json(); })
      .then(function (found) { if (turn === asking) list(found.groups || [], words); })
      .catch(function () { /* the server is away; the list stays as it is */ });
  }
  function list(groups, words) {
    var box = one("#finder .found"), way = one(".find");
    box.replaceChildren();
    groups.forEach(function (group) {
      var head = document.createElement("p");
      head.textContent = group.name; head.className = "kind"; head.setAttribute("role", "presentation"); box.append(head);
      group.hits.forEach(function (hit) { box.append(option(hit.name, hit.beside, hit.href)); });
    });
    var all_ = new URL(way.href); all_.searchParams.set("q", words);
    box.append(option(groups.length ? way.dataset.all : way.dataset.none, "", all_.href));
    choose(0);
  }
  function option(name, beside, href) {
    var made = document.createElement("a"), side = document.createElement("span");
    made.href = href; made.setAttribute("role", "option"); made.tabIndex = -1; made.textContent = name;
    side.textContent = beside; made.append(side);
    return made;
  }
  function choose(at) {
    var options = all("#finder [role=option]");
    options.forEach(function (one_, index) { one_.setAttribute("aria-selected", index === at ? "true" : "false"); });
    if (options[at]) options[at].scrollIntoView({ block: "nearest" });
  }
  var waiting = null;
  one("#finder").addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(ask, 90); });
  one("#finder").addEventListener("keydown", function (event) {
    var options = all("#finder [role=option]");
    var at = options.findIndex(function (one_) { return one_.getAttribute("aria-selected") === "true"; });
    if (event.key === "ArrowDown") choose(Math.min(at + 1, options.length - 1));
    else if (event.key === "ArrowUp") choose(Math.max(at - 1, 0));
    else if (event.key === "Enter") { if (options[at]) options[at].click(); }
    else return;
    event.preventDefault();
  });
  one("#finder").addEventListener("click", function (event) {
    if (event.target === this || event.target.closest("a")) this.close();
  });
  document.addEventListener("keydown", function (event) {
    var typing = /INPUT|SELECT|TEXTAREA/.test(event.target.tagName);
    var slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) { event.preventDefault(); openFinder(); }
  });

  /* ---- sliders over given days --------------------------------------------- */
  function slide(box) {
    var days = box.dataset.days.split(","), name = box.dataset.slider, asked = new URL(location.href).searchParams.get(name);
    var at = asked ? days.indexOf(asked) : days.length - 1;
    var field = one("input", box);
    if (!field) {
      field = document.createElement("input"); field.type = "range"; field.min = 0; field.step = 1;
      field.setAttribute("aria-label", box.getAttribute("aria-label"));
      field.addEventListener("input", function () { field.setAttribute("aria-valuetext", days[field.value]); label(field, days[field.value]); });
      field.addEventListener("change", function (event) {
        event.stopPropagation();
        go(window.zhibiao.withParam(name, Number(field.value) === days.length - 1 ? "" : days[field.value]));
      });
      box.append(field);
    }
    field.max = days.length - 1;
    if (document.activeElement !== field) field.value = at < 0 ? days.length - 1 : at;
    field.setAttribute("aria-valuetext", days[field.value]);
  }
  function label(field, day) { var head = one("summary", field.closest(".chips")); if (head) head.textContent = day; }

  /* ---- after each drawing --------------------------------------------------------------------------------------- */
  function settle() {
    var main = one("main");
    all(".slider").forEach(slide);
    var here = one(".nav a[aria-current]"), bar = here && here.parentElement;
    if (bar && bar.scrollWidth > bar.clientWidth) bar.scrollLeft = here.offsetLeft - bar.offsetLeft - 60;
    all("span.access:empty").forEach(function (mark) { mark.textContent = accessed(mark); });
    if (document.title !== main.dataset.title) document.title = main.dataset.title;
    if (root.lang !== main.lang) root.lang = main.lang;
    if (focusMain && main.dataset.path === location.pathname) { focusMain = false; main.focus({ preventScroll: true }); arriveByHash(); }
  }
  /* The page is alive when Dash is and every chart in sight answers; it could be read all along. One drawn for another
     scheme or width than the browser's (a first visit) is drawn again before. */
  var begun = 0;
  function begin() {
    begun = Date.now();
    if (root.dataset.misfit) setTimeout(function () { window.dash_clientside.set_props("client", { data: client() }); });
    setTimeout(reveal, 8000);
    reveal();
  }
  function inSight(graph) { var box = graph.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight && box.width > 0; }
  function reveal() {
    if (!begun || !document.body.classList.contains("booting")) return;
    var waiting = root.dataset.misfit || all(".graph:not(.js-plotly-plot)").some(inSight);
    if (waiting && Date.now() - begun < 8000) return;
    document.body.classList.remove("booting");
    follow();
    arriveByHash();
  }
  /* An answer that is long in coming: a line at the top, then a word. */
  var silence = null;
  function wait() {
    document.body.classList.add("waiting");
    clearTimeout(silence);
    silence = setTimeout(function () { notice(one("#rebuilt").dataset.silent); }, 12000);
  }
  function answered() {
    var box = one("#rebuilt");
    clearTimeout(silence);
    document.body.classList.remove("waiting");
    if (box.textContent === box.dataset.silent) { box.replaceChildren(); box.hidden = true; }
  }
  function arriveByHash() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) arrive(target);
  }
  function arrive(target) {
    if (target.matches("mark.fig")) visit(target); else target.scrollIntoView();
  }
  Object.assign(window.zhibiao, { begin: begin, wait: wait, answered: answered, settle: settle, reveal: reveal, follow: follow, opens: function (id) { return id === opened; } });
  settle();

  /* ---- on paper: where it was printed from --------------------------------------------------------------------------- */
  window.addEventListener("beforeprint", function () { one("footer.foot").dataset.address = decodeURI(location.href); });

  /* ---- new tables -------------------------------------------------------------------------------------------------- */
  function look() {
    if (document.hidden) return;
    fetch("/healthz").then(function (answer) { return answer.json(); }).then(function (health) {
      if (one("footer.foot").dataset.version !== health.version) notice(one("#rebuilt").dataset.text);
    }).catch(function () { /* the server is away; the page stays as it is */ });
  }
  function notice(text) {
    var box = one("#rebuilt"), button = document.createElement("button");
    button.type = "button"; button.dataset.reload = "1"; button.textContent = text;
    box.replaceChildren(button); box.hidden = false;
  }
  setInterval(look, 60000);
  document.addEventListener("visibilitychange", look);
})();
