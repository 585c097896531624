/* The address as the one state of the page: what a link changes of it, and how much has to be drawn again.
   A link was drawn for an address that may be past when it is followed (a fast reader): so it is taken as what it
   changes, and that is done to the address of now. No texts. */
(function () {
  "use strict";
  function url(address) { return new URL(address, location.href); }
  function get(from, name) { return from.searchParams.get(name) || ""; }
  function set(to, name, value) { if (value) to.searchParams.set(name, value); else to.searchParams.delete(name); }
  function names(params) { return Array.from(params.keys()); }
  function readable(target) { return target.pathname + target.search.replace(/%2C/g, ",") + target.hash; }

  /* Where a link leads now: `data-address` is what its part of the page was drawn for, `data-toggle` (parameter:name)
     a name that it puts into a list or takes out of it. */
  function next(link) {
    var part = link.closest("[data-address]") || (link.matches(".switch") && document.querySelector("main[data-address]"));
    var to = url(link.href), now = url(location.href), from = part && url(part.dataset.address);
    if (from && link.dataset.trayMove && from.pathname === now.pathname) return readable(moved(link.dataset.trayMove.split(":"), from, now));
    if (!from || link.matches("[data-tray-edit]") || [to, from].some(function (one) { return one.pathname !== now.pathname; })) return readable(to);
    var toggled = (link.dataset.toggle || "").split(":");
    names(from.searchParams).concat(names(to.searchParams)).forEach(function (name) {
      if (name !== toggled[0] && get(from, name) !== get(to, name)) set(now, name, get(to, name));
    });
    if (toggled[1]) {
      var some = get(now, toggled[0]).split(",").filter(Boolean), at = some.indexOf(toggled[1]);
      if (at < 0) some.push(toggled[1]); else some.splice(at, 1);
      set(now, toggled[0], some.join(","));
    }
    if (part.matches("main") && part.contains(link) && get(from, "page") === get(to, "page")) set(now, "page", "");
    set(now, "point", "");
    now.hash = to.hash;
    return readable(now);
  }

  /* A chart of the tray moved in the tray of now: known by what it is, and by which one of its like it is. */
  function moved(step, from, now) {
    var seen = charts(from), held = charts(now), which = seen[step[1] - 1];
    var turn = seen.slice(0, step[1]).filter(function (one) { return one === which; }).length;
    var at = held.findIndex(function (one) { if (one === which) turn -= 1; return turn === 0; });
    var to = at + (step[0] === "up" ? -1 : 1);
    if (at < 0) return now;
    if (step[0] === "remove") held.splice(at, 1);
    else if (to >= 0 && to < held.length) held.splice(to, 0, held.splice(at, 1)[0]);
    names(now.searchParams).forEach(function (name) { if (/^[cqt]\d+$/.test(name)) now.searchParams.delete(name); });
    held.forEach(function (one, index) {
      JSON.parse(one).forEach(function (value, part) { set(now, "cqt"[part] + (index + 1), value); });
    });
    return now;
  }
  function charts(address) {
    var found = [];
    for (var at = 1; get(address, "c" + at); at += 1) found.push(JSON.stringify([get(address, "c" + at), get(address, "q" + at), get(address, "t" + at)]));
    return found;
  }

  /* The address of now with one parameter changed: other rows begin at their first page. */
  function withParam(name, value) {
    var now = url(location.href);
    set(now, "page", "");
    set(now, name, value);
    return readable(now);
  }

  /* What the server is asked for: the rows of a table where nothing else of the address has changed, or the page. */
  var wanted = "";
  function rest(address, dropped) {
    var params = url(address).searchParams;
    dropped.concat("point").forEach(function (name) { params.delete(name); });
    params.sort();
    return url(address).pathname + "?" + params;
  }
  function ask(path, search, client, narrowing) {
    var no = window.dash_clientside.no_update, asked = { path: path, search: search || "", client: client };
    var main = document.querySelector("main[data-address]"), here = rest(path + asked.search, narrowing);
    var drawn = main && main.querySelector(".rows") && rest(main.dataset.address, narrowing) === here;
    var key = here + JSON.stringify(client || null), first = !wanted, known = drawn && key === wanted;
    wanted = key;
    if (first) { window.zhibiao.begin(); return [no, no]; }
    window.zhibiao.wait();
    return known ? [no, asked] : [asked, no];
  }
  /* Whether an answer is to the address of now: a slow one to an earlier address is let go. */
  function current(asked) { return rest(asked.path + asked.search, []) === rest(location.href, []); }

  window.zhibiao = { next: next, withParam: withParam, current: current };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { zhibiao: { ask: ask } });
})();
