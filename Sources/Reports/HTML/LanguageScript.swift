/// Shows one language at a time: the one a link asks for, else that of the reader's browser.
let languageScript = """

  (function () {
    "use strict";
    var articles = Array.from(document.querySelectorAll("article[id]"));
    var links = Array.from(document.querySelectorAll(".languages a"));
    function show(language) {
      articles.forEach(function (article) { article.hidden = article.id !== language; });
      links.forEach(function (link) {
        link.toggleAttribute("aria-current", link.hash === "#" + language);
      });
      document.documentElement.lang = document.getElementById(language).lang;
    }
    function asked() {
      var name = location.hash.slice(1).split("-")[0];
      return articles.some(function (article) { return article.id === name; }) ? name : null;
    }
    function own() {
      var name = (navigator.language || "").slice(0, 2).toLowerCase();
      return articles.some(function (article) { return article.id === name; }) ? name : articles[0].id;
    }
    window.addEventListener("hashchange", function () {
      if (!asked()) return;
      show(asked());
      var target = document.getElementById(location.hash.slice(1));
      if (target) target.scrollIntoView();
    });
    show(asked() || own());
  })();

  """
