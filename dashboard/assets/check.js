/* The page that checks a draft. What is typed is kept in this variable only, sent to the program that serves
   the page, and to nobody else. */
(function () {
  var typed = "", asked = 0, shown = null;

  function form() { return document.querySelector("#react-entry-point form.check") || document.querySelector("form.check"); }
  function verdicts() { return document.querySelector("#react-entry-point [data-check=verdicts]") || document.querySelector("[data-check=verdicts]"); }

  function request(path) {
    var own = form();
    var day = own.querySelector("[data-check=day] input"), place = own.querySelector("select");
    return fetch(path, {
      method: "POST",
      headers: {"Content-Type": "application/json"},
      cache: "no-store",
      body: JSON.stringify({draft: own.querySelector("textarea").value, lang: own.dataset.lang,
        date: day ? day.value : "", place: place ? place.value : ""})
    }).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer;
    });
  }

  function tell(words) {
    var box = verdicts();
    if (!box) return;
    box.innerHTML = "";
    var line = document.createElement("p");
    line.className = "empty";
    line.setAttribute("role", "status");
    line.textContent = words;
    box.append(line);
  }

  function fill(box) {
    box.innerHTML = shown.found;
    box.querySelectorAll("[data-id]").forEach(function (one) { one.id = one.dataset.id; });
  }

  function check() {
    var own = form(), mine = ++asked;
    if (!own.querySelector("textarea").value.trim()) { own.querySelector("textarea").focus(); return; }
    tell(own.dataset.working);
    request("/check/verdicts").then(function (answer) { return answer.text(); }).then(function (found) {
      var box = verdicts();
      if (mine !== asked || !box) return;
      shown = {found: found, lang: own.dataset.lang};
      fill(box);
      var head = box.querySelector("h2");
      if (head) head.focus({preventScroll: true});
      if (head) head.scrollIntoView({block: "start"});
    }).catch(function () { if (mine === asked) tell(own.dataset.failed); });
  }

  function save(ending) {
    request("/check/copy" + ending).then(function (answer) { return answer.blob(); }).then(function (blob) {
      var link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = "zhibiao-checked" + ending;
      link.click();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
    }).catch(function () { tell(form().dataset.failed); });
  }

  function copy(button) {
    request("/check/copy.md").then(function (answer) { return answer.text(); }).then(function (text) {
      return navigator.clipboard.writeText(text);
    }).then(function () {
      button.classList.add("done");
      document.getElementById("spoken").textContent = button.parentNode.dataset.copied;
      setTimeout(function () { button.classList.remove("done"); }, 2000);
    }).catch(function () { tell(form().dataset.failed); });
  }

  function clear() {
    typed = "";
    asked += 1;
    shown = null;
    form().querySelector("textarea").value = "";
    verdicts().innerHTML = "";
    form().querySelector("textarea").focus();
  }

  document.addEventListener("submit", function (event) {
    if (event.target.matches("form.check")) { event.preventDefault(); check(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea.draft")) {
      event.preventDefault();
      check();
    }
  });
  document.addEventListener("input", function (event) {
    if (event.target.matches("textarea.draft")) typed = event.target.value;
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-check]");
    var jump = event.target.closest("a.judged");
    if (jump) {
      var there = document.getElementById(jump.getAttribute("href").slice(1));
      event.preventDefault();
      event.stopPropagation();
      if (there) { there.scrollIntoView({block: "center"}); there.focus({preventScroll: true}); }
    }
    if (!button) return;
    if (button.dataset.check === "clear") clear();
    if (button.dataset.check === "copy") copy(button);
    if (button.dataset.check === "md" || button.dataset.check === "docx") save("." + button.dataset.check);
  }, true);

  /* The field is drawn twice, before and after the page comes alive, and anew when one comes back to it. */
  function settle() {
    document.querySelectorAll("textarea.draft").forEach(function (field) {
      if (typed && !field.value) field.value = typed;
    });
    var own = form(), box = verdicts();
    if (own && box && shown && !box.firstChild) {
      if (own.dataset.lang === shown.lang) fill(box);
      else { shown = null; check(); }
    }
    document.querySelectorAll("[data-check=day]:empty").forEach(function (spot) {
      var day = document.createElement("input");
      day.type = "date";
      spot.append(day);
    });
  }
  new MutationObserver(settle).observe(document.documentElement, {childList: true, subtree: true});
  settle();
})();
