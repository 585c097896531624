/* The page that verifies a picture: the file chosen or dropped is sent to the program that serves the page, and its
   answer shown. No texts: every word comes from the page. */
(function () {
  "use strict";
  var asked = 0, shown = null;
  function inside(what) {
    return document.querySelector("#react-entry-point [data-verify=" + what + "]") || document.querySelector("[data-verify=" + what + "]");
  }
  function tell(words) {
    var box = inside("verdicts"), line = document.createElement("p");
    line.className = "empty"; line.setAttribute("role", "status"); line.textContent = words;
    box.replaceChildren(line);
  }
  function send(file) {
    var drop = inside("drop"), mine = ++asked;
    if (!file) return;
    if (file.size > Number(drop.dataset.most)) { tell(drop.dataset.large); return; }
    tell(drop.dataset.working);
    fetch("/verify/picture?lang=" + drop.dataset.lang, { method: "POST", cache: "no-store", headers: { "Content-Type": "application/octet-stream" }, body: file })
      .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.text(); })
      .then(function (found) {
        if (mine !== asked) return;
        shown = { found: found, lang: drop.dataset.lang };
        inside("verdicts").innerHTML = found;
        var head = inside("verdicts").querySelector("h2");
        if (head) { head.focus({ preventScroll: true }); head.scrollIntoView({ block: "nearest" }); }
      })
      .catch(function (problem) { if (mine === asked) tell(problem.message === "413" ? drop.dataset.large : drop.dataset.failed); });
  }
  /* Dash draws the page anew after the server did: the field and what was found are put back. */
  function settle() {
    var place = inside("field"), box = inside("verdicts");
    if (!place) { shown = null; return; }
    if (!place.firstChild) {
      var field = document.createElement("input");
      field.type = "file"; field.id = "verify-file"; field.accept = "image/png,image/svg+xml,.png,.svg";
      field.addEventListener("change", function () { send(field.files[0]); });
      place.append(field);
    }
    if (box && !box.firstChild && shown && shown.lang === inside("drop").dataset.lang) box.innerHTML = shown.found;
  }
  ["dragover", "dragleave", "drop"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var drop = inside("drop");
      if (!drop) return;
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind === "drop") send(event.dataTransfer.files[0]);
    });
  });
  new MutationObserver(settle).observe(document.documentElement, { childList: true, subtree: true });
  settle();
})();
