// Fills the search dialog, with MiniSearch over the index that the build has made: results as the reader types,
// each with its place and an excerpt. Loaded when the dialog is opened for the first time.
briefing.search = (async () => {
  "use strict";

  const SHOWN = 40; // results
  const BEFORE = 50; // letters of an excerpt before the first word that was found
  const LENGTH = 200; // letters of an excerpt
  const WORD = /[^\n\r\p{Z}\p{P}]+/gu; // as MiniSearch divides words
  const dialog = document.querySelector("dialog.search");
  const [input, status, list] = ["input", "[role=status]", "ol"].map((part) => dialog.querySelector(part));

  await Promise.all([briefing.load("./minisearch.js"), briefing.load("../../search-index.js")]);
  const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = briefing.pages.flatMap(([page, url, parts]) => parts.map(([id, title, section, kind, text]) =>
    ({ title, text, kind, address: id ? `${url}#${id}` : url, place: [...new Set([page, section])].filter(Boolean).join(" › ") })));
  const index = new MiniSearch({ fields: ["title", "text"], processTerm: fold });
  index.addAll(entries.map((entry, id) => ({ ...entry, id })));

  // All words, or words that begin so; where that finds nothing, any of them, or one nearly like it.
  function find(query) {
    const strict = { boost: { title: 3 }, combineWith: "AND", prefix: true };
    const found = index.search(query, strict);
    return found.length ? found : index.search(query, { ...strict, combineWith: "OR", fuzzy: .2 });
  }

  function make(tag, className, ...children) {
    const element = Object.assign(document.createElement(tag), { className });
    element.append(...children);
    return element;
  }

  function cut(text, terms) {
    const first = [...text.matchAll(WORD)].find(([word]) => terms.has(fold(word)))?.index ?? 0;
    const start = first > BEFORE ? text.indexOf(" ", first - BEFORE) + 1 : 0;
    const end = start + LENGTH < text.length ? text.lastIndexOf(" ", start + LENGTH) : text.length;
    return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
  }

  function mark(text, terms) {
    const pieces = [];
    let end = 0;
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (!terms.has(fold(word))) continue;
      pieces.push(text.slice(end, index), make("mark", "", word));
      end = index + word.length;
    }
    return [...pieces, text.slice(end)];
  }

  function makeResult({ id, terms }) {
    const { address, place, kind, text } = entries[id];
    const words = new Set(terms);
    const link = make("a", "", make("span", "search-place", ...mark(place, words), kind && ` · ${kind}`),
      ...mark(cut(text, words), words));
    link.href = briefing.locate(address);
    link.addEventListener("click", () => dialog.close());
    return make("li", "", link);
  }

  function show() {
    const query = input.value.trim();
    const found = query ? find(query) : [];
    list.replaceChildren(...found.slice(0, SHOWN).map(makeResult));
    const count = found.length === 1 ? "1 result" : `${found.length || "No"} results`;
    status.textContent = query ? count + (found.length > SHOWN ? `, the first ${SHOWN} shown` : "") : "";
  }

  dialog.addEventListener("keydown", (event) => {
    const stops = [input, ...list.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && document.activeElement === input) stops[1]?.click();
    if (!step) return;
    event.preventDefault();
    stops.at((stops.indexOf(document.activeElement) + step) % stops.length).focus();
  });
  input.addEventListener("input", show);
  show();
})();
