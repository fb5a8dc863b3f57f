// The search: lunr (https://lunrjs.com), which comes with MkDocs, over the paragraphs of all pages.
// site.js loads it when a reader first searches.
briefing.search = (async () => {
  "use strict";

  const SHOWN = 40; // results
  const BEFORE = 60; // letters of a paragraph before the first word that was found
  const LENGTH = 240; // letters of a paragraph
  const { make } = briefing;
  const dialog = document.querySelector("dialog.search");
  const [input, status, list] = dialog.querySelectorAll("input, [role=status], ol");
  const start = status.textContent;

  await briefing.load("./lunr.js");
  await briefing.load("../../search-index.js");

  // As many letters, without accents and without what is no word or number. Of digits lunr finds some
  // that are not there, since it mixes them up with numbers of its own: they become ⓪ to ⑨.
  const fold = (text) =>
    text
      .replace(/[\xc0-\u024f]/g, (letter) => letter.normalize("NFD")[0])
      .replace(/[.,](?!\d)|[^\p{L}\p{N}.,]/gu, " ")
      .replace(/\d/g, (digit) => "⓪①②③④⑤⑥⑦⑧⑨"[digit]);
  const index = lunr(function () {
    this.pipeline.remove(lunr.trimmer); // which takes only Latin letters for letters
    this.metadataWhitelist = ["position"];
    this.ref("number");
    this.field("title");
    this.field("text");
    briefing.places.forEach(({ page, section, text }, number) => {
      this.add({ number, title: fold(`${page} ${section}`), text: fold(text) });
    });
  });

  // A word by its stem, as the beginning of one unless it is among the commonest, or with one slip.
  function look(query, word) {
    query.term(word, { boost: 10 });
    const begun = { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false };
    if (word.length > 1 && lunr.stopWordFilter(word)) query.term(word, begun);
    if (/^\p{L}{4,}$/u.test(word)) query.term(word, { editDistance: 1 });
  }

  // The places that have every word, of which the index knows all but the commonest; where there are
  // none, those that have one of them.
  function find(text) {
    const words = lunr.tokenizer(fold(text)).map(String);
    const found = index.query((query) => words.forEach((word) => look(query, word)));
    const having = words.filter(lunr.stopWordFilter).map((word) => {
      const places = index.query((query) => look(query, word));
      return new Set(places.map(({ ref }) => ref));
    });
    const whole = found.filter(({ ref }) => having.every((refs) => refs.has(ref)));
    return whole.length ? whole : found;
  }

  // A part of a text, from a sentence on that was judged, after its verdict; what was found is marked.
  function cut(text, found, judged = []) {
    const first = found[0]?.[0] ?? 0;
    const [begin, , verdict] = judged.find(([start, end]) => start <= first && first < end) ?? [];
    const near = first > BEFORE ? text.indexOf(" ", first - BEFORE) + 1 : 0;
    const from = begin ?? near;
    const end = from + LENGTH < text.length ? text.lastIndexOf(" ", from + LENGTH) : text.length;
    const parts = [verdict ? make("b", {}, `${verdict}: `) : "", from ? "… " : ""];
    let at = from;
    for (const [start, length] of found) {
      if (start < at || start + length > end) continue;
      parts.push(text.slice(at, start), make("mark", {}, text.slice(start, start + length)));
      at = start + length;
    }
    return [...parts, text.slice(at, end), end < text.length ? " …" : ""];
  }

  function makeResult({ ref, matchData }) {
    const { page, section, address, text, judged } = briefing.places[ref];
    const found = Object.values(matchData.metadata).flatMap((one) => one.text?.position ?? []);
    const where = [...new Set([page, section])].join(" › ");
    const words = cut(text, found.sort(([one], [other]) => one - other), judged);
    const place = make("span", { className: "search-place" }, where);
    const link = make("a", { href: briefing.locate(address) }, place, ...words);
    link.addEventListener("click", () => dialog.close());
    return make("li", {}, link);
  }

  function show() {
    const found = input.value.trim() ? find(input.value) : [];
    const count = `${found.length} ${found.length === 1 ? "place" : "places"} found`;
    status.textContent = input.value.trim() ? count : start;
    list.replaceChildren(...found.slice(0, SHOWN).map(makeResult));
  }

  input.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") list.querySelector("a")?.click();
  });
  input.addEventListener("input", show);
  show();
  return (words, most) => find(words).slice(0, most).map(makeResult); // for quotations.js
})();
