// Fills the search dialog: results as the reader types, each with its mark, its place and an
// excerpt. Loaded when the dialog is opened for the first time. The index is two long texts, a line
// an entry (web/search.py), looked through for each word: that takes less than any index takes to
// be read. lunr (https://lunrjs.com) has the stems and stop words.
briefing.search = (async () => {
  "use strict";

  const FIELDS = [10, 4, 1]; // what a word counts in a title, in kind and verdict, in the text
  const CLAIM = 3; // times as much as what else stands on its page
  const APPARATUS = .2; // of that, on a page that makes no claims
  const SHOWN = 40; // results
  const BEFORE = 50; // letters of an excerpt before the first word that was found
  const LENGTH = 200; // letters of an excerpt
  const SHORTEST = 4; // letters: no stem is shorter, and no slip is looked for in less
  // What parts words, beside white space.
  const SIGNS = String.raw`!-\/:-@\[-^\x60{-~\xa1-\xbf\u2000-\u206f\u3000-\u303f`;
  const WORDS = RegExp(`([^\\s${SIGNS}]+)`);
  const { make } = briefing;
  const dialog = document.querySelector("dialog.search");
  const [input, status, list] = ["input", "[role=status]", "ol"].map((part) =>
    dialog.querySelector(part)
  );
  const start = status.textContent;

  await briefing.load("./lunr.js");
  await briefing.load("../../search-index.js");
  const { kinds, pages, words, places } = briefing.searched;
  const bare = (letters) => letters.normalize("NFD").replace(/\p{M}/gu, "");
  const fold = (text) => text.toLowerCase().replace(/[^\0-\xbf\u2000-\u206f]+/g, bare);
  // A space before each word, so that a word begins where ` word` is found.
  const folded = ` ${fold(words).replace(RegExp(`[${SIGNS}]`, "g"), " ").replace(/[\t\n]/g, "$& ")}`;
  const lines = words.split("\n");
  const entries = places.split("\n").map((line) => line.split("\t"));
  let known; // all words, when first needed
  const { stemmer, stopWordFilter } = lunr;

  // What a word has in common with its stem: every form of it begins so.
  function shorten(word) {
    const stem = String(stemmer(new lunr.Token(word)));
    const end = [...word].findIndex((letter, at) => letter !== stem[at]);
    return end < 0 ? word : word.slice(0, Math.max(end, SHORTEST));
  }

  // Whether one letter was left out, put in, or taken for another.
  function isNear(one, other) {
    const at = [...one].findIndex((letter, at) => letter !== other[at]);
    const [rest, same] = [
      (word) => word.slice(at < 0 ? one.length : at + 1),
      (word) => word.slice(at < 0 ? one.length : at)
    ];
    return rest(one) === rest(other) || rest(one) === same(other) || same(one) === rest(other);
  }

  // How much each line says of a word, by number: of all words that begin like it, most of the word
  // itself.
  function weigh(word, prefix) {
    const found = new Map();
    const needle = ` ${prefix}`;
    // Number of a line, and where these parts of it end.
    let [line, title, label, end] = [-1, 0, 0, -1];
    for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1)) {
      if (end < at) {
        while (end < at) [line, title, end] = [line + 1, end + 1, folded.indexOf("\n", end + 1)];
        title = folded.indexOf("\t", title);
        label = folded.indexOf("\t", title + 1);
      }
      const isWhole = folded[at + 1 + word.length] <= " " && folded.startsWith(word, at + 1);
      if (isWhole || word.length > 1) found.set(
        line,
        (found.get(line) ?? 0) + FIELDS[(at > title) + (at > label)] * (isWhole ? 2 : 1)
      );
    }
    const rarity = Math.log(1 + entries.length / (found.size + 1));
    for (const [line, sum] of found) {
      const [page, , , kind] = entries[line];
      const boost = kind ? CLAIM : pages[page][2] ? 1 : APPARATUS;
      found.set(line, boost * rarity * Math.log1p(sum / (1 + lines[line].length / (4 * LENGTH))));
    }
    return found;
  }

  // Every word in any form, or one that begins so; where that finds nothing, any of them, or one
  // that is a letter off.
  function find(query) {
    const all = query
      .split(WORDS)
      .filter((part, at) => at % 2)
      .map(fold);
    const telling = all.filter(stopWordFilter);
    const asked = (telling.length ? telling : all).map((word) => [word, shorten(word)]);
    const sum = (found) =>
      found.reduce((scores, more) => {
        for (const [line, score] of more) scores.set(line, (scores.get(line) ?? 0) + score);
        return scores;
      }, new Map());
    const rank = (scores, prefixes) => ({
      prefixes,
      found: [...scores].sort((one, other) => other[1] - one[1]).map(([line]) => line)
    });
    const first = asked.map(([word, prefix]) => weigh(word, prefix));
    const scores = sum(first);
    for (const line of scores.keys()) if (!first.every((one) => one.has(line))) scores.delete(line);
    if (scores.size || !asked.length) return rank(
      scores,
      asked.map(([, prefix]) => prefix)
    );
    const long = asked.filter(([word]) => word.length >= SHORTEST);
    if (long.length) known ??= [...new Set(folded.split(/\s+/))];
    const near = long.flatMap(([word]) => known.filter((other) => isNear(word, other)));
    const wider = [...asked, ...near.map((word) => [word, word])];
    return rank(
      sum(wider.map(([word, prefix]) => weigh(word, prefix))),
      wider.map(([, prefix]) => prefix)
    );
  }

  // ---- What is shown ----

  // Parts of a text by turns: what is no word, and a word.
  const divide = (text, prefixes) =>
    text
      .split(WORDS)
      .map((part, at) => ({
        part,
        isHit: at % 2 === 1 && prefixes.some((prefix) => fold(part).startsWith(prefix))
      }));
  const mark = (text, prefixes) =>
    divide(text, prefixes).map(({ part, isHit }) => isHit ? make("mark", {}, part) : part);

  function cut(text, prefixes) {
    const parts = divide(text, prefixes);
    const first = parts
      .slice(
        0,
        Math.max(
          parts.findIndex(({ isHit }) => isHit),
          0
        )
      )
      .reduce((sum, { part }) => sum + part.length, 0);
    const start = first > BEFORE ? text.indexOf(" ", first - BEFORE) + 1 : 0;
    const end = start + LENGTH < text.length ? text.lastIndexOf(" ", start + LENGTH) : text.length;
    return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
  }

  function makeResult(line, prefixes) {
    const [page, id, section, kind, verdict] = entries[line];
    const [name, url] = pages[page];
    const place = make("span", { className: "search-place" });
    if (kind) place.append(
      make(
        "span",
        { className: kinds[kind] ? `kind is-${kinds[kind]}` : "kind" },
        ...mark(kind, prefixes)
      ),
      " · "
    );
    place.append(
      ...mark(
        [verdict, [...new Set([name, section])].filter(Boolean).join(" › ")]
          .filter(Boolean)
          .join(" · "),
        prefixes
      )
    );
    const link = make(
      "a",
      { href: briefing.locate(id ? `${url}#${id}` : url) },
      place,
      ...mark(cut(lines[line].split("\t")[2], prefixes), prefixes)
    );
    link.addEventListener("click", () => dialog.close());
    return make("li", {}, link);
  }

  function show() {
    const { found, prefixes } = find(input.value);
    const { none, one, other } = status.dataset;
    const count =
      found.length > 1
        ? other.replace("#", found.length)
        : found.length
          ? one
          : input.value.trim()
            ? none
            : start;
    status.textContent = count + (found.length > SHOWN ? ` (1–${SHOWN})` : "");
    list.replaceChildren(...found.slice(0, SHOWN).map((line) => makeResult(line, prefixes)));
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

  // The first results for a text: quotations.js asks for them.
  return (text, most) => {
    const { found, prefixes } = find(text);
    return found.slice(0, most).map((line) => makeResult(line, prefixes));
  };
})();
