// Tells what became of a cited passage: it reads the citation, or finds the sentence
// (editions/passages.json), and looks up what the build has found out (editions/<n>/outcomes.json).
// scripts/verify_citation.py does the same. Loaded when the form is first sent.
(() => {
  "use strict";

  const [root, { fill, make }] = [new URL("../", location.href), briefing];
  // Where the site stands, and where it is read.
  const OWN = [
    location.href,
    document.querySelector("link[rel=canonical]")?.href ?? location.href
  ].map((link) => new URL(link).host);
  // Citations are read as in scripts/briefing/editions/cited.py; tests/data/citations.json is
  // for both.
  const ADDRESS = /https?:\/\/[^\s"<>{}]+/g;
  const ANSWERS = {
    same: _("The same. The words are those of the newest edition."),
    changed: _("Changed. This is what the words have become."),
    relabelled: _("Changed. The words are the same; their kind, a date, a verdict, a page of a source or a picture is not."),
    moved: _("Moved. The passage now stands elsewhere."),
    withdrawn: _("Withdrawn. The passage is no longer part of the briefing."),
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

  function showWords(runs) {
    const holder = make("p", { className: "word-changes" });
    for (const [kind, words] of runs) {
      if (kind === "same") holder.append(`${words} `);
      else holder.append(
        kind === "removed"
          ? make("del", {}, fill(_("[out: {words}]"), { words }))
          : make("ins", {}, fill(_("[in: {words}]"), { words })),
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
      make("p", {}, fill(_("Edition {number} has no passage at this address."), { number }))
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
        fill(_("“{title}” in edition {number}"), { title: old.title, number })
      )
    );
    if (now) links.append(" · ", make("a", { href: new URL(now, root).href }, _("As it is now")));
    return [
      make("p", { className: "check-verdict" }, ANSWERS[isWorded ? state : "relabelled"]),
      runs.length ? showWords(runs) : make("blockquote", {}, old.words),
      links
    ];
  }

  const LEAST = 8; // words that a sentence must have to be looked for
  const SLIPS = 2; // words in it that may be wrong, missing or too many; in a long text one in six

  // The words of a text, without marks, the keys of sources ([abel2020]) and the numbers of notes:
  // what is between two spaces is one.
  const split = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/\[[\w-]+\]/g, " ")
      .replace(/(?<=\p{L}\p{P}*)\d+(?=\s|$)/gu, "")
      .split(/\s+/)
      .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ""))
      .filter(Boolean);

  // How many words differ between a sentence and the place in a text that is most like it.
  function countSlips(words, text, most) {
    let row = new Array(text.length + 1).fill(0);
    for (const [i, word] of words.entries()) {
      const next = [i + 1];
      for (let k = 0; k < text.length; k++) {
        next.push(Math.min(row[k] + (word !== text[k]), row[k + 1] + 1, next[k] + 1));
      }
      row = next;
      if (Math.min(...row) > most) return Infinity;
    }
    return Math.min(...row);
  }

  // Where a sentence was said: the passages most like it, each with its address and editions, and
  // how many slips it has. A passage within another stands for both. Passages are [words, address,
  // editions], as outcomes.py writes them.
  briefing.findSentence = (text, passages) => {
    const words = split(text);
    let most = Math.max(SLIPS, Math.floor(words.length / 12));
    const after = new Map(
      words.map((word) => [word, words.filter((_, i) => words[i - 1] === word)])
    );
    let best = [];
    for (const passage of words.length < LEAST ? [] : passages) {
      const said = passage.split ??= passage[0].split(" ");
      // With two slips in eight words, two neighbours at least are as they were: what lies around
      // such is compared.
      const near = said.flatMap((word, k) =>
        k && after.get(said[k - 1])?.includes(word) ? [k] : []
      );
      const reach = words.length + most;
      let slips = Infinity;
      for (let [first, i] = [0, 0]; i < near.length; i++) {
        if (near[i + 1] <= near[i] + reach) continue;
        slips = Math.min(
          slips,
          countSlips(words, said.slice(Math.max(0, near[first] - reach), near[i] + reach), most)
        );
        first = i + 1;
      }
      if (slips < most) best = [];
      if (slips <= most) [best, most] = [[...best, passage], slips];
    }
    const isWithin = ([, inner, ...its], [, outer, ...others]) =>
      inner.split("#")[0] === outer.split("#")[0] &&
      its[0].some((number) => others[0].includes(number));
    const places = best.filter(
      (one) => !best.some((other) => other.split.length < one.split.length && isWithin(other, one))
    );
    return { slips: most, places: places.map(([, address, numbers]) => ({ address, numbers })) };
  };

  async function findSentence(text) {
    const { slips, places } = briefing.findSentence(text, await load("editions/passages.json"));
    if (!places.length) return [
      make(
        "p",
        {},
        _("There is no address in it, and no edition has such a sentence. It needs eight words or more.")
      )
    ];
    const [{ address, numbers }] = places;
    const name = (count) => count > 1 ? _("editions {numbers}: ") : _("edition {numbers}: ");
    const said = places.map(
      (place) =>
        fill(name(place.numbers.length), { numbers: place.numbers.join(", ") }) + new URL(
          `editions/${place.numbers.at(-1)}/${place.address}`,
          root
        ).href
    );
    return [
      make(
        "p",
        { className: "check-place" },
        fill(slips ? _("Nearly so in {places}") : _("So in {places}"), { places: said.join("; ") })
      ),
      ...await answer({ number: numbers.at(-1), address })
    ];
  }

  async function check(text, count) {
    if (!count) return [
      make("p", {}, _("There is no edition yet, so there is nothing to compare with."))
    ];
    const isKnown = (number) => number >= 1 && number <= count;
    const listPages = async (number) =>
      isKnown(number)
        ? Object.keys(await load(`editions/${number}/outcomes.json`)).map(
            (address) => address.split("#")[0]
          )
        : [];
    const cited = await briefing.readCitation(text, count, listPages);
    if (!cited) return findSentence(text);
    const doubt = OWN.includes(cited.host ?? location.host)
      ? []
      : [
          make(
            "p",
            {},
            fill(
              _("The address is of another site, {host}. If that is a copy of this briefing, this is the answer:"),
              cited
            )
          )
        ];
    return [
      ...doubt,
      ...isKnown(cited.number)
        ? await answer(cited)
        : [
            make(
              "p",
              {},
              fill(_("There is no edition {number}. The newest is edition {newest}."), {
                number: cited.number,
                newest: count
              })
            )
          ]
    ];
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
          _("The list of an edition could not be loaded. Read from a folder, the form does not work.")
        )
      );
    }
  };
})();
