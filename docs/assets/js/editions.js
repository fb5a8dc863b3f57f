// Tells whether a pasted text is ours and what became of it: it reads the citation, finds the words
// (quotations.js), and looks up what the build has found out (editions/<n>/outcomes.json).
// Loaded when the form is first sent.
(() => {
  "use strict";

  const [root, { make }] = [new URL("../", location.href), briefing];
  // Where the site stands, and where it is read.
  const OWN = [
    location.href,
    document.querySelector("link[rel=canonical]")?.href ?? location.href
  ].map((link) => new URL(link).host);
  const ADDRESS = /https?:\/\/[^\s"<>{}]+/g;
  const ANSWERS = {
    same: "The same. The words are those of the newest edition.",
    changed: "Changed. This is what the words have become.",
    relabelled: "Changed. The words are the same; their kind, a date, a verdict, a page of a source or a picture is not.",
    moved: "Moved. The passage now stands elsewhere.",
    withdrawn: "Withdrawn. The passage is no longer part of the briefing.",
  };

  // The number of the edition, the address and the host that a text cites; null without an address.
  // listPages gives the addresses of the pages of an edition by its number.
  briefing.readCitation = async (text, newest, listPages) => {
    const found = text.match(ADDRESS)?.[0].replace(/[.,;:)\]”’']+$/, "");
    const link = found ?? text.trim();
    if (!found && !/^\S*[/#]\S*$/.test(link)) return null;
    const [, host, whole, fragment] = link.match(
      /^(?:https?:\/\/([^/?#]*))?([^?#]*)(?:\?[^#]*)?#?(.*)$/
    );
    const path = `${whole.replace(/index\.html$/, "").replace(/\/+$/, "")}/`;
    const inside = path.match(/(?:^|\/)editions\/([0-9]+)\/(.*)$/);
    const named = text.replace(ADDRESS, "").match(/(?<!\p{L})[eé]dition\D{0,5}([0-9]+)/iu);
    const number = Number(inside?.[1] ?? named?.[1] ?? newest);
    const front = /^\/?(?:[^/]+\/)?$/.test(path) ? "" : path.replace(/^\/+/, "");
    // The site may stand anywhere: the longest end of the path that is a page counts.
    const ends = inside
      ? []
      : (await listPages(number)).filter((url) => url && `/${path}`.endsWith(`/${url}`));
    const url =
      inside?.[2] ??
      ends.reduce(
        (longest, end) => end.length > longest.length ? end : longest,
        ends[0] ?? front
      );
    return { number, address: `${url}#${decode(fragment.split(":~:")[0])}`, host };
  };

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  const kept = {};
  const load = async (path) => kept[path] ??= await (await fetch(new URL(path, root))).json();

  function showWords(runs, [removed, added] = ["out", "in"]) {
    const holder = make("p", { className: "word-changes" });
    for (const [kind, words] of runs) {
      if (kind === "same") holder.append(`${words} `);
      else holder.append(
        kind === "removed"
          ? make("del", {}, `[${removed}: ${words}]`)
          : make("ins", {}, `[${added}: ${words}]`),
        " "
      );
    }
    return holder;
  }

  async function answer({ number, address }) {
    const [outcomes, manifest] = await Promise.all(
      ["outcomes", "manifest"].map((name) => load(`editions/${number}/${name}.json`))
    );
    const outcome = outcomes[address];
    if (!outcome) return [
      make("p", {}, `Edition ${number} has no passage at this address.`)
    ];
    const { state, at, now, runs } = outcome;
    const [url, id] = at.split("#");
    const isWorded = state !== "changed" || runs.some(([kind]) => kind !== "same");
    const old = manifest.pages[url].passages.find((passage) => (passage.id ?? "") === id);
    const links = make("p");
    links.append(
      make(
        "a",
        { href: new URL(`editions/${number}/${at}`, root).href },
        `“${old.title}” in edition ${number}`
      )
    );
    if (now) links.append(" · ", make("a", { href: new URL(now, root).href }, "As it is now"));
    return [
      make("p", { className: "check-verdict" }, ANSWERS[isWorded ? state : "relabelled"]),
      runs.length ? showWords(runs) : make("blockquote", {}, old.words),
      links
    ];
  }

  // ---- Quotations ----

  // What a citation without an address has: a year, an edition, or a page.
  const CITATION = /\b(?:1[89]|20)[0-9]{2}\b|[eé]dition|\bpp?\.\s*[0-9]/i;
  const QUOTED = 6; // words that stand in quotation marks and are no title
  const reduce = (text) => text.split(/\s+/).map(briefing.quotations.reduce).join("");
  const count = (text) => text.split(/\s+/).filter(briefing.quotations.reduce).length;

  // What of a text may be a quotation: all, the beginning before a citation, words in quotation
  // marks.
  briefing.listParts = (text) => {
    const bare = text.replace(ADDRESS, "");
    const cites = [...bare.matchAll(/[(\n]/g)].map(({ index }) => index);
    const isCiting = (index) => bare !== text || CITATION.test(bare.slice(index));
    const begun = cites
      .filter(isCiting)
      .reverse()
      .map((index) => bare.slice(0, index));
    const marked = [...bare.matchAll(/[“„"«»]([^“”„"«»]+)[”“"«»]/g)].map(([, words]) => words);
    return [bare, ...begun, ...marked.filter((words) => count(words) >= QUOTED)];
  };

  // The titles of pages and of their sections, alone and together.
  async function listTitles(number) {
    const { pages } = await load(`editions/${number}/manifest.json`);
    return new Set(
      Object.values(pages).flatMap(({ title, passages }) =>
        [title, ...passages.flatMap((passage) => [passage.title ?? "", title + (passage.title ?? "")])].map(reduce)
      )
    );
  }

  // Where the first part was said as it stands, or else nearly so; null where none was.
  briefing.findQuotation = (parts, passages) => {
    for (const isExact of [true, false]) for (const part of parts) {
      const found = briefing.quotations.find(part, passages, isExact);
      if (found.places.length) return found;
    }
    return null;
  };

  const nameEditions = (numbers) =>
    `${numbers.length > 1 ? "editions" : "edition"} ${numbers.join(", ")}`;

  // The verdict of a text, why, and whatever is to be shown besides.
  const judge = (verdict, why, ...rest) => {
    const line = make("p", { className: "check-answer" }, why);
    line.dataset.answer = verdict;
    return [line, ...rest];
  };

  async function tellPlace({ length, slips, places }, cited, newest) {
    places.sort((one, other) => Math.max(...other.editions) - Math.max(...one.editions));
    const isAt = ({ address, editions }) =>
      cited &&
      address.split("#")[0] === cited.address.split("#")[0] &&
      editions.includes(cited.number);
    const place = places.find(isAt) ?? places[0];
    const number = Math.max(...place.editions);
    const named = nameEditions(place.editions);
    const said = places.map(({ address, editions }) =>
      make(
        "li",
        {},
        `${nameEditions(editions)}: `,
        new URL(`editions/${Math.max(...editions)}/${address}`, root).href
      )
    );
    const [verdict, why] = slips
      ? ["nearly", `Nearly. ${slips} of ${length} words differ from edition ${number}.`]
      : number === newest
        ? ["exact", `Exact. Word for word in ${named}.`]
        : ["exact in edition", `Exact in edition ${number}. Word for word in ${named}; the newest has no such words there.`];
    const doubt = cited && !isAt(place)
      ? make("p", {}, `The address is that of another passage, ${cited.address} in edition ${cited.number}.`)
      : "";
    return judge(
      verdict,
      why,
      slips ? showWords(place.runs, ["ours", "yours"]) : "",
      doubt,
      make("ul", { className: "check-place" }, ...said),
      make("p", {}, `The passage of edition ${number}, and what became of it:`),
      ...await answer({ number, address: place.address })
    );
  }

  // Why words are not ours.
  function tellMissing(text) {
    const { LEAST: least, countAllowed, find } = briefing.quotations;
    const { length } = find(text, [], true);
    return length < least
      ? `It has fewer than ${least} words, which are too few to tell.`
      : `Not ours. No edition has these ${length} words, even where ${countAllowed(length)} of them may differ.`;
  }

  async function check(text, newest) {
    if (!newest) return judge(
      "",
      "There is no edition yet, so there is nothing to compare with."
    );
    await briefing.load("./quotations.js");
    const isKnown = (number) => number >= 1 && number <= newest;
    const listPages = async (number) =>
      isKnown(number)
        ? Object.keys(await load(`editions/${number}/outcomes.json`)).map(
            (address) => address.split("#")[0]
          )
        : [];
    const cited = await briefing.readCitation(text, newest, listPages);
    const titles = cited && isKnown(cited.number) ? await listTitles(cited.number) : new Set();
    const parts = briefing.listParts(text).filter((part) => !titles.has(reduce(part)));
    const found = briefing.findQuotation(parts, await load("editions/passages.json"));
    if (found) return tellPlace(found, cited, newest);
    if (!cited) return judge("not ours", tellMissing(text));
    const doubt = OWN.includes(cited.host ?? location.host)
      ? []
      : [
          make(
            "p",
            {},
            `The address is of another site, ${cited.host}. If that is a copy of this briefing, this is the answer:`
          )
        ];
    if (!isKnown(cited.number)) return judge(
      "not ours",
      `There is no edition ${cited.number}. The newest is edition ${newest}.`
    );
    const isOther = parts.slice(1).some((part) => count(part) >= QUOTED);
    const words = isOther
      ? judge("not ours", `Not ours. Edition ${cited.number} has the passage, and not these words.`)
      : [];
    return [...doubt, ...words, ...await answer(cited)];
  }

  briefing.check = async (form, button) => {
    // An example fills the form.
    form.elements.citation.value = button?.value || form.elements.citation.value;
    const result = form.querySelector(".check-result");
    try {
      result.replaceChildren(
        ...await check(form.elements.citation.value, Number(form.dataset.editions))
      );
    } catch {
      result.replaceChildren(
        make(
          "p",
          {},
          "The list of an edition could not be loaded. Read from a folder, the form does not work."
        )
      );
    }
  };
})();
