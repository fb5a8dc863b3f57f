// Fills the search dialog: results as the reader types, each with its place and an excerpt. Loaded when the dialog is
// opened for the first time. lunr (https://lunrjs.com) ranks; it has its index from the entries that the build has listed.
briefing.search = (async () => {
  "use strict";

  const FIELDS = { title: 10, label: 4, text: 1 }; // and what a word counts there
  const CLAIM = 2; // times as much as what else stands on its page
  const APPARATUS = .2; // of that, on a page that makes no claims
  const SHOWN = 40; // results
  const BEFORE = 50; // letters of an excerpt before the first word that was found
  const LENGTH = 200; // letters of an excerpt
  const SHORTEST = 4; // letters: no stem is shorter, and no slip is looked for in less
  const { make } = briefing;
  const dialog = document.querySelector("dialog.search");
  const [input, status, list] = ["input", "[role=status]", "ol"].map((part) => dialog.querySelector(part));
  const start = status.textContent;

  await briefing.load("./lunr.js");
  await briefing.load("../../search-index.js");
  const join = (parts, sign) => [...new Set(parts)].filter(Boolean).join(sign);
  const entries = briefing.pages.flatMap(([page, url, parts]) => {
    const weight = parts.some(([, , , kind]) => kind) ? 1 : APPARATUS;
    return parts.map(([id, title, section, kind, verdict, text]) => ({
      title, text, label: join([kind, verdict], " · "), boost: kind ? CLAIM : weight,
      address: id ? `${url}#${id}` : url, place: join([page, section], " › "),
    }));
  });

  // ---- Words: as the browser divides a text, folded; without those that say nothing in this language ----

  const segmenter = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });
  const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const divide = (text) => [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike);
  const { stemmer = (word) => word, stopWordFilter = (word) => word } = lunr.language;
  const readWords = (text) => divide(text).map(({ segment }) => fold(segment));

  // What a word has in common with its stem: every form of it begins so.
  function shorten(word) {
    const stem = String(stemmer(new lunr.Token(word)));
    const end = [...word].findIndex((letter, at) => letter !== stem[at]);
    return end < 0 ? word : word.slice(0, Math.max(end, SHORTEST));
  }

  const index = lunr(function () {
    this.tokenizer = (text) => readWords(text).filter(stopWordFilter).map((word) => new lunr.Token(word));
    this.pipeline.reset();
    this.searchPipeline.reset();
    for (const [field, boost] of Object.entries(FIELDS)) this.field(field, { boost });
    entries.forEach((entry, id) => this.add({ ...entry, id }, entry));
  });

  // Every word in any form, or one that begins so; where that finds nothing, any of them, or one that is a letter off.
  function find(query) {
    const telling = readWords(query).filter(stopWordFilter);
    const words = telling.length ? telling : readWords(query);
    const { presence: { REQUIRED, OPTIONAL }, wildcard: { NONE, TRAILING } } = lunr.Query;
    const ask = (presence, editDistance) => index.query((clauses) => words.forEach((word) => {
      clauses.term(word, { boost: 2 });
      clauses.term(shorten(word), { wildcard: word.length > 1 ? TRAILING : NONE, presence });
      if (word.length >= SHORTEST) clauses.term(word, { editDistance });
    }));
    if (!words.length) return [];
    const found = ask(REQUIRED, 0);
    return found.length ? found : ask(OPTIONAL, 1);
  }

  // ---- What is shown ----

  function cut(text, terms) {
    const first = divide(text).find(({ segment }) => terms.has(fold(segment)))?.index ?? 0;
    const start = first > BEFORE ? text.indexOf(" ", first - BEFORE) + 1 : 0;
    const end = start + LENGTH < text.length ? text.lastIndexOf(" ", start + LENGTH) : text.length;
    return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
  }

  const mark = (text, terms) => [...segmenter.segment(text)].map(({ segment }) =>
    terms.has(fold(segment)) ? make("mark", {}, segment) : segment);

  function makeResult({ ref, matchData }) {
    const { address, place, label, text } = entries[ref];
    const terms = new Set(Object.keys(matchData.metadata));
    const link = make("a", { href: briefing.locate(address) }, make("span", { className: "search-place" }, ...mark(join([place, label], " · "), terms)),
      ...mark(cut(text, terms), terms));
    link.addEventListener("click", () => dialog.close());
    return make("li", {}, link);
  }

  function show() {
    const found = find(input.value);
    const { none, one, other } = status.dataset;
    const count = found.length > 1 ? other.replace("#", found.length) : found.length ? one : input.value.trim() ? none : start;
    status.textContent = count + (found.length > SHOWN ? ` (1–${SHOWN})` : "");
    list.replaceChildren(...found.slice(0, SHOWN).map(makeResult));
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
