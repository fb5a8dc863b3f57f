// Tells whether a pasted sentence stands word for word in what editions said (passages.json), on
// letters and digits alone. The number of a note may stand where a note stands.
(() => {
  "use strict";

  const NOTE = "\ufffc"; // stands in passages.json where the number of a note stands on a page
  const LEAST = 12; // letters and digits: fewer may stand anywhere
  const NEAREST = 3; // paragraphs that are shown of what is not found
  // What counts: letters, digits, and the point in 98.3. One apostrophe is a letter to Unicode.
  const COUNTED = /(?!ʼ)[\p{L}\p{N}]|(?<=\p{N})\.(?=\p{N})/gu;
  const LETTER = "[\\p{L}\\p{N}]";
  const ASIDE = "[^\\p{L}\\p{N}]*"; // what may stand between two of them
  const WITHIN = "[^\\p{L}\\p{N}.]*"; // and within a number
  const { make } = briefing;

  const smooth = (text) => text.normalize("NFKC").toLowerCase();

  // The pattern of one letter, digit or point of a quotation. A digit may be that of a note.
  function matchOne(sign, at, signs) {
    if (sign === ".") return "\\.";
    if (!/\p{N}/u.test(sign)) return ASIDE + sign;
    const before = /[\p{N}.]/u.test(signs[at - 1] ?? "") ? WITHIN : ASIDE;
    return `(?:${before}${sign}|${ASIDE}${NOTE}|(?<=${NOTE}${ASIDE}))`;
  }

  // The pattern of a quotation, without a reference behind its marks; null where it is too short.
  function makePattern(text) {
    const [quoted] = text.match(/^\s*["“„«][^"”“»]{12,}/) ?? [text];
    const signs = smooth(quoted).match(COUNTED) ?? [];
    const edges = [`(?<!${LETTER}|\\d\\.)`, `(?!${LETTER}|\\.\\d)`];
    const whole = edges.join(signs.map(matchOne).join(""));
    return signs.length < LEAST ? null : new RegExp(whole, "u");
  }

  const load = async (path) => (await fetch(briefing.locate(path))).json();

  function link(address) {
    const href = briefing.locate(address);
    return make("a", { href }, href);
  }

  // Each edition that has a quotation, the newest first, with the address of its passage.
  const listPlaces = (found, newest) =>
    Array.from({ length: newest }, (_, at) => newest - at).flatMap((number) => {
      const place = found.find(([, , editions]) => editions.includes(number));
      return place ? [{ number, address: place[1] }] : [];
    });

  // What stands now where a passage of an older edition stood.
  async function tellNow({ number, address }, passages, newest) {
    const { now, runs } = (await load(`editions/${number}/outcomes.json`))[address] ?? { runs: [] };
    const isNow = ([, place, editions]) => place === now && editions.includes(newest);
    const left = runs.filter(([kind]) => kind !== "removed").map(([, words]) => words);
    const words = passages.find(isNow)?.[0].replaceAll(NOTE, "") ?? left.join(" ");
    if (!words) return [make("p", {}, "Nothing stands there now.")];
    return [make("p", {}, "There now: ", link(now)), make("blockquote", {}, words)];
  }

  async function answer(text, newest) {
    const passages = await load("editions/passages.json");
    const pattern = makePattern(text);
    if (!pattern) return ["short", "That is too short to tell. Paste a whole sentence."];
    // The shortest first, of two alike the inner one.
    const having = passages.filter(([words]) => pattern.test(smooth(words))).reverse();
    const found = having.sort(([one], [other]) => one.length - other.length);
    if (!found.length) {
      await briefing.load("./search.js");
      const nearest = (await briefing.search)(text, NEAREST);
      const why = nearest.length ? " The search finds these paragraphs nearest to it:" : "";
      return ["no", `Not word for word in any edition.${why}`, make("ol", {}, ...nearest)];
    }
    const places = listPlaces(found, newest);
    const told = places.map(({ number, address }) =>
      make("li", {}, `Edition ${number}: `, link(`editions/${number}/${address}`))
    );
    const list = make("ul", { className: "check-place" }, ...told);
    const [{ number }] = places;
    if (number === newest) return ["exact", `Word for word in edition ${number}.`, list];
    const now = await tellNow(places[0], passages, newest);
    return ["older", `In older editions only. Word for word in edition ${number}.`, list, ...now];
  }

  // There is none before the first edition. A button of it may bring an example along.
  const form = document.querySelector(".check-citation");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { sentence } = form.elements;
    sentence.value = event.submitter?.value || sentence.value;
    const why = "The words could not be loaded. Read from a folder, the form does not work.";
    const told = answer(sentence.value, Number(form.dataset.editions));
    const [name, words, ...rest] = await told.catch(() => ["failed", why]);
    const line = make("p", { className: "check-answer" }, words);
    line.dataset.answer = name;
    form.querySelector(".check-result").replaceChildren(line, ...rest);
  });
})();
