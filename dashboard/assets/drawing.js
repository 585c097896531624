/* What the server drew, put into the page: only what differs is touched, so that focus, folds and live charts stay.
   A chart is the server's SVG at first and on paper; Plotly takes over when the page rests or somebody comes near. */
(function () {
  "use strict";
  var CONFIG = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false };
  var figures = {};
  function one(selector) { return document.querySelector(selector); }
  function all(selector, within) { return Array.from((within || document).querySelectorAll(selector)); }

  /* ---- HTML into the page ------------------------------------------------------------------------------ */
  function put(place, html) {
    var made = place.cloneNode(false);
    made.innerHTML = html;
    children(place, made);
    remember(place);
    watch();
  }
  function replace(place, html) {
    var made = document.createElement("template");
    made.innerHTML = html;
    if (made.content.firstElementChild) morph(place, made.content.firstElementChild);
    remember(document);
    watch();
  }
  /* What the server said of folds: those that a reader has opened or closed since stay so. */
  function remember(within) {
    all("details", within).forEach(function (fold) { if (fold.said === undefined) fold.said = fold.open; });
  }
  function alike(a, b) {
    if (a.nodeType !== b.nodeType || a.nodeName !== b.nodeName) return false;
    return a.nodeType !== 1 || (a.classList[0] === b.classList[0] && a.id === b.id &&
      a.dataset.key === b.dataset.key && a.dataset.row === b.dataset.row && a.dataset.chart === b.dataset.chart && a.dataset.path === b.dataset.path);
  }
  function morph(from, to) {
    if (from.isEqualNode(to)) return;
    if (from.nodeType !== 1) { from.data = to.data; return; }
    if (from.matches(".graph")) { chart(from, to); return; }
    attributes(from, to);
    if (from.nodeName !== "TEXTAREA") children(from, to);
  }
  function attributes(from, to) {
    var value = from.getAttribute("value");
    if (from.nodeName === "DETAILS") fold(from, to);
    Array.from(from.attributes).forEach(function (old) {
      if (!to.hasAttribute(old.name) && old.name !== "open" && old.name !== "data-count") from.removeAttribute(old.name);
    });
    Array.from(to.attributes).forEach(function (now) {
      if (now.name !== "open" && from.getAttribute(now.name) !== now.value) from.setAttribute(now.name, now.value);
    });
    if (from.nodeName === "INPUT" && (value !== to.getAttribute("value") || document.activeElement !== from)) from.value = to.getAttribute("value") || "";
  }
  function fold(from, to) {
    if (from.said === to.open) return;
    from.said = from.open = to.open;
  }
  function children(from, to) {
    var old = from.firstChild, now = to.firstChild;
    while (now) {
      var after = now.nextSibling;
      if (old && alike(old, now)) {
        var next = old.nextSibling;
        morph(old, now);
        old = next;
      } else if (old && !later(old, now)) {
        var past = old;
        old = old.nextSibling;
        leave(past);
        past.replaceWith(now);
      } else from.insertBefore(now, old);
      now = after;
    }
    while (old) { var gone = old; old = old.nextSibling; leave(gone); gone.remove(); }
  }
  /* Whether something like `old` comes after `now`, so that it can wait for its turn. */
  function later(old, now) {
    for (var next = now.nextSibling; next; next = next.nextSibling) if (alike(old, next)) return true;
    return false;
  }
  function leave(node) {
    if (node.nodeType !== 1) return;
    (node.matches(".graph") ? [node] : all(".graph", node)).forEach(rest);
  }

  /* ---- charts ------------------------------------------------------------------------------------------- */
  function alive(graph) { return graph.classList.contains("js-plotly-plot"); }
  function rest(graph) {
    near.unobserve(graph);
    if (alive(graph)) window.Plotly.purge(graph);
  }
  function chart(from, to) {
    if (from.dataset.figure === to.dataset.figure) return;
    rest(from);
    attributes(from, to);
    from.replaceChildren.apply(from, Array.from(to.childNodes));
    delete from.watched;
  }
  function draw(graph) {
    var known = figures[graph.dataset.figure];
    if (!known || !window.Plotly || alive(graph) || !graph.isConnected) return;
    var figure = JSON.parse(known);
    window.Plotly.newPlot(graph, figure.data, figure.layout, CONFIG);
    graph.dispatchEvent(new CustomEvent("zhibiao-drawn", { bubbles: true }));
  }
  var queue = [], resting = window.requestIdleCallback || function (work) { return setTimeout(work, 50); };
  var near = new IntersectionObserver(function (seen) {
    seen.forEach(function (entry) { if (entry.isIntersecting) { near.unobserve(entry.target); queue.push(entry.target); } });
    if (queue.length) resting(turn, { timeout: 400 });
  }, { rootMargin: "300px" });
  function turn() {
    if (!window.Plotly) { setTimeout(turn, 50); return; }
    var graph = queue.shift();
    if (graph) draw(graph);
    if (queue.length) resting(turn, { timeout: 400 });
  }
  function watch() {
    var used = {};
    all(".graph").forEach(function (graph) {
      used[graph.dataset.figure] = figures[graph.dataset.figure];
      if (!graph.watched) { graph.watched = true; near.observe(graph); }
    });
    figures = used;
  }
  ["pointerover", "focusin", "touchstart"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var plot = event.target.closest && event.target.closest(".plot"), graph = plot && plot.querySelector(".graph");
      if (graph) draw(graph);
    }, { passive: true });
  });

  /* ---- what Dash's callbacks hand over -------------------------------------------------------------------- */
  function drawn(answer) {
    if (!answer || !window.zhibiao.current(answer.asked)) return;
    Object.assign(figures, answer.figures);
    if (answer.asked.client) document.documentElement.dataset.drawn = answer.asked.client.scheme;
    put(one("#page"), answer.html);
    window.zhibiao.answered();
    delete document.documentElement.dataset.misfit;
    window.zhibiao.settle();
    window.zhibiao.reveal();
    window.zhibiao.follow();
  }
  function filled(answer) {
    var rows = one("#page .rows");
    if (!answer || !window.zhibiao.current(answer.asked)) return;
    if (rows) replace(rows, answer.html);
    window.zhibiao.answered();
    window.zhibiao.follow();
  }
  function told(answer) {
    var panel = one("#panel");
    window.zhibiao.answered();
    if (!answer || !window.zhibiao.opens(answer.asked.id)) return;
    panel.innerHTML = answer.html;
    panel.hidden = !panel.firstChild;
    panel.scrollTop = 0;
    var head = panel.querySelector("h2");
    if (head) head.focus({ preventScroll: true });
  }
  figures = JSON.parse(one("#figures").textContent);
  one("#figures").remove();
  remember(document);
  watch();
  window.dash_clientside = Object.assign({}, window.dash_clientside);
  window.dash_clientside.zhibiao = Object.assign({}, window.dash_clientside.zhibiao, { drawn: drawn, filled: filled, told: told });
})();
