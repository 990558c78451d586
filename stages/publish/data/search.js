/* Search of a static site: every word must be on the page; words in the title count more. No server, nothing is sent. */
"use strict";
(function () {
  var form = document.getElementById("search"), field = document.getElementById("words"), list = document.getElementById("found");
  var state = document.getElementById("state"), MOST = 50, AROUND = 90;

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function rank(page, words) {
    var title = plain(page.title), text = plain(page.text), sum = 0;
    for (var i = 0; i < words.length; i++) {
      var hits = text.split(words[i]).length - 1, named = title.indexOf(words[i]) >= 0;
      if (!hits && !named) return 0;
      sum += Math.min(hits, 5) + (named ? 10 : 0);
    }
    return sum;
  }

  function snippet(page, word) {
    var at = Math.max(0, plain(page.text).indexOf(word)), from = Math.max(0, at - AROUND);
    return (from ? "… " : "") + page.text.slice(from, at + AROUND) + (at + AROUND < page.text.length ? " …" : "");
  }

  function show(page, word) {
    var item = document.createElement("li"), link = document.createElement("a"), text = document.createElement("p");
    link.href = page.slug + "/html/index.html#page-" + page.page;
    link.textContent = page.title + ", page " + page.page;
    text.textContent = snippet(page, word);
    item.append(link, document.createTextNode(page.about ? " (" + page.about + ")" : ""), text);
    list.append(item);
  }

  function search() {
    var words = plain(field.value).split(/\s+/).filter(Boolean), found = [];
    list.textContent = "";
    if (!words.length) { state.textContent = ""; return; }
    window.minutebookPages.forEach(function (page) {
      var score = rank(page, words);
      if (score) found.push({ page: page, score: score });
    });
    found.sort(function (a, b) { return b.score - a.score; });
    state.textContent = found.length === 1 ? "1 page found" : found.length + " pages found" + (found.length > MOST ? ", the first " + MOST + " shown" : "");
    found.slice(0, MOST).forEach(function (hit) { show(hit.page, words[0]); });
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  field.addEventListener("input", search);
  var asked = new URLSearchParams(location.search).get("q");
  if (asked) { field.value = asked; search(); }
})();
