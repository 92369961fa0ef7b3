// Search over window.SEARCHED: every word typed must stand somewhere in what is said of a rule or standard.
(function () {
  "use strict";
  const script = document.currentScript;
  const field = document.getElementById("q");
  const list = document.getElementById("found");
  const count = document.getElementById("count");

  function matches(words) {
    const found = [];
    for (const [link, title, chapter, said] of window.SEARCHED) {
      const text = said.toLowerCase();
      if (words.every((word) => text.includes(word))) {
        const inTitle = words.every((word) => title.toLowerCase().includes(word));
        found.push({ link, title, chapter, inTitle });
      }
    }
    return found.sort((a, b) => Number(b.inTitle) - Number(a.inTitle));
  }

  function line(one) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = one.link;
    link.textContent = one.title;
    item.append(link, one.chapter ? " " + one.chapter : "");
    return item;
  }

  function show() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = words.length ? matches(words) : [];
    list.replaceChildren(...found.map(line));
    const told = found.length ? script.dataset.some.replace("{number}", found.length) : script.dataset.none;
    count.textContent = words.length ? told : "";
  }

  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", show);
  show();
})();
