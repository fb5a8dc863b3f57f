// Where a quotation was said: it is looked for, word by word, in all that editions ever said
// (editions/passages.json). Words are compared by their letters and digits: capitals, quotation
// marks, hyphens, spaces and whatever else a word processor, a mail or a PDF changes do not count. A
// word may be parted in two, as at the end of a line, and two may have run into one. The number of a
// note may stand where a note of ours stands. An ellipsis stands for words that were left out,
// brackets for those of who quotes. editions.js loads it.
(() => {
  "use strict";

  const NOTE = "\ufffc"; // stands where the number of a note stands on a page
  const LEAST = 3; // words that a quotation has to have
  const LEFT_OUT = 60; // words for which an ellipsis may stand
  const INSERTED = 6; // words of ours for which those in brackets may stand

  const UNSEEN = /[\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
  // The number of a note, or a citation key.
  const NUMBER = /\[[\d\s,;*–-]+\]|\[[\p{L}\p{N}_]*\d[\p{L}\p{N}_]*\]/gu;
  const CAPITAL = /\[([\p{L}\p{N}])\](?=[\p{L}\p{N}])/gu; // `[O]pen`
  // An ellipsis of any form, also in brackets; words in brackets; a word, up to a hyphen or a dash.
  const TOKEN =
    /(?<gap>[[(<{]?\s*(?:\.\s*){3,}[\])>}]?)|(?<inserted>(?<![\p{L}\p{N}_])\[[^[\]]{1,80}\])|(?:(?!\.\s*\.\s*\.)[^\s\-‐-―−])+/gu;
  const NOTES = /^[.\d]{1,9}$/;

  // Letters and digits of a word, small; a decimal point stays: `1,500.5` is `1500.5`.
  const reduce = (word) =>
    word
      .toLowerCase()
      .replace(/(?<=\d)[.,](?=\d{3}(?!\d))/g, "")
      .replace(/(?<=\d),(?=\d)/g, ".")
      .replace(/[^\p{L}\p{N}.]|ʼ|\.(?!\d)|(?<!\d)\./gu, "");

  // The words of a text: as they stand, their letters, and for how many words of ours each may
  // stand.
  function split(text) {
    const plain = text
      .normalize("NFKC")
      .replace(UNSEEN, "")
      .replace(NUMBER, " ")
      .replace(CAPITAL, "$1");
    return [...plain.matchAll(TOKEN)]
      .map(({ 0: text, groups: { gap, inserted } }) =>
        gap
          ? { text: "…", letters: "", reach: LEFT_OUT }
          : inserted
            ? { text, letters: "", reach: INSERTED }
            : { text, letters: reduce(text), hasNote: text.includes(NOTE) }
      )
      .filter(({ letters, reach }) => letters || reach);
  }

  const isSame = (quoted, own, hasNote) =>
    quoted === own ||
    (hasNote && quoted.startsWith(own) && NOTES.test(quoted.slice(own.length)));

  // The steps that lead to a place, behind so many words of both: slips, and words of each.
  function listSteps(quoted, own, at, end) {
    const word = quoted[at - 1];
    if (word.reach) {
      const reach = Math.min(word.reach, end) + 1;
      return Array.from({ length: reach }, (_, left) => [0, 1, left]);
    }
    if (!end) return [[1, 1, 0]];
    const { letters, hasNote } = own[end - 1];
    const steps = [
      [isSame(word.letters, letters, hasNote) ? 0 : 1, 1, 1],
      [hasNote && NOTES.test(word.letters) ? 0 : 1, 1, 0],
      [1, 0, 1]
    ];
    // A word that is parted, and two that have run into one.
    const parted = at > 1 && quoted[at - 2].letters + word.letters;
    const joint = end > 1 && own[end - 2].letters + letters;
    if (parted && isSame(parted, letters, hasNote)) steps.push([0, 2, 1]);
    if (joint && isSame(word.letters, joint, hasNote)) steps.push([0, 1, 2]);
    return steps;
  }

  // How many slips each beginning of a quotation has that ends at each word of ours; null where it
  // has more than `most`.
  function compare(quoted, own, most) {
    const table = [new Array(own.length + 1).fill(0)];
    let before = 0;
    for (let at = 1; at <= quoted.length; at++) {
      const row = [];
      table.push(row);
      let least = Infinity;
      for (let end = 0; end <= own.length; end++) {
        let slips = Infinity;
        for (const [cost, back, left] of listSteps(quoted, own, at, end)) {
          slips = Math.min(slips, cost + table[at - back][end - left]);
        }
        row.push(slips);
        least = Math.min(least, slips);
      }
      // A word that is parted leads over the row before.
      if (Math.min(least, before) > most) return null;
      before = least;
    }
    return before > most ? null : table;
  }

  // The words of both in runs, along a way with fewest slips: `removed` are ours, `added` theirs.
  function markDifference(quoted, own, table) {
    let at = quoted.length;
    let end = table[at].lastIndexOf(Math.min(...table[at]));
    const parts = [];
    while (at) {
      const [cost, back, left] = listSteps(quoted, own, at, end).find(
        ([cost, back, left]) => cost + table[at - back][end - left] === table[at][end]
      );
      const join = (words) => words.map(({ text }) => text).join(" ");
      const theirs = join(quoted.slice(at - back, at));
      const ours = join(own.slice(end - left, end)).replaceAll(NOTE, "");
      if (!cost) parts.unshift(["same", quoted[at - 1].reach || !ours ? theirs : ours]);
      else parts.unshift(["removed", ours], ["added", theirs]);
      [at, end] = [at - back, end - left];
    }
    return joinRuns(parts.filter(([, words]) => words));
  }

  const joinRuns = (parts) =>
    parts.reduce((runs, [kind, words]) => {
      const last = runs.at(-1);
      if (last?.[0] === kind) last[1] += ` ${words}`;
      else runs.push([kind, words]);
      return runs;
    }, []);

  const countAllowed = (length) =>
    length < 5 ? 0 : length < 8 ? 1 : Math.max(2, Math.floor(length / 12));

  const listPairs = (words) => {
    const letters = words.map(({ letters }) => letters.replace(/[.\d]+$/, ""));
    return new Set(letters.slice(1).map((word, at) => `${letters[at]} ${word}`));
  };

  // All places that are most like a text; passages are [words, address, editions], as outcomes.py
  // writes them. A slip spoils two pairs of words; half are spared for words that are parted.
  function find(text, passages, isExact) {
    const words = split(text);
    const told = words.map(({ letters }) => Boolean(letters));
    const quoted = words.slice(told.indexOf(true), told.lastIndexOf(true) + 1);
    const length = told.filter(Boolean).length;
    let most = isExact ? 0 : countAllowed(length);
    if (length < LEAST) return { length, slips: 0, places: [] };
    const pairs = listPairs(quoted);
    const need = Math.max(0, Math.floor((pairs.size - 2 * most) / 2) - 1);
    let places = [];
    for (const passage of passages) {
      passage.own ??= split(passage[0]);
      passage.pairs ??= listPairs(passage.own);
      let common = 0;
      for (const pair of pairs) common += passage.pairs.has(pair);
      const table = common < need ? null : compare(quoted, passage.own, most);
      if (!table) continue;
      const slips = Math.min(...table.at(-1));
      if (slips < most) places = [];
      most = slips;
      places.push({ passage, table });
    }
    return { length, slips: most, places: leaveOutWider(places).map(describe) };

    function describe({ passage, table }) {
      const [, address, editions] = passage;
      return { address, editions, runs: markDifference(quoted, passage.own, table) };
    }
  }

  // A passage within another of the same editions stands for both: it is shorter, or comes later.
  function leaveOutWider(places) {
    const pageOf = ({ passage }) => passage[1].split("#")[0];
    const standsFor = (one, other) =>
      pageOf(one) === pageOf(other) &&
      other.passage[2].every((number) => one.passage[2].includes(number));
    const kept = [];
    const order = places
      .reverse()
      .sort((one, other) => one.passage.own.length - other.passage.own.length);
    for (const place of order) if (!kept.some((other) => standsFor(other, place))) kept.push(place);
    return kept;
  }

  briefing.quotations = { LEAST, countAllowed, find, reduce };
})();
