// Checking a citation against the manifests of the editions; scripts/verify_citation.py does the same.
// Loaded when the form on /editions/ is sent for the first time.
(() => {
  "use strict";

  const root = new URL("../", location.href);
  // Where the site stands, and where it is read.
  const OWN = [location.href, document.querySelector("link[rel=canonical]")?.href ?? location.href].map((link) => new URL(link).host);

  function make(tag, text, properties = {}) {
    return Object.assign(document.createElement(tag), { textContent: text, ...properties });
  }

  // ---- What is cited ----

  // The expressions are those of scripts/briefing/verify.py.
  const ADDRESS = /https?:\/\/[^\s"<>{}]+/g;

  // The first address in the text, and the edition in it or in the words around it; null without an address.
  function read(text, newest) {
    const found = text.match(ADDRESS)?.[0].replace(/[.,;:)\]”’']+$/, "");
    const link = found ?? text.trim();
    if (!found && !/^\S*[/#]\S*$/.test(link)) return null;
    const [, whole, fragment] = link.match(/^(?:https?:\/\/[^/?#]*)?([^?#]*)(?:\?[^#]*)?#?(.*)$/);
    const path = `${whole.replace(/index\.html$/, "").replace(/\/+$/, "")}/`;
    const inside = path.match(/(?:^|\/)editions\/([0-9]+)\/(.*)$/);
    const named = text.replace(ADDRESS, "").match(/\bedition\D{0,5}([0-9]+)/i);
    const host = link.match(/^https?:\/\/([^/?#]*)/)?.[1];
    return { host, number: Number(inside?.[1] ?? named?.[1] ?? newest), path, url: inside?.[2], id: decode(fragment.split(":~:")[0]) };
  }

  function decode(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  // The site may stand anywhere: the longest end of the path that is a page of the edition counts.
  function findPage(manifest, path) {
    const pages = Object.keys({ ...manifest.pages, ...manifest.redirects }).filter((url) => url && `/${path}`.endsWith(`/${url}`));
    const front = /^\/?(?:[^/]+\/)?$/.test(path) ? "" : path;
    return pages.reduce((longest, url) => url.length > longest.length ? url : longest, pages[0] ?? front);
  }

  // ---- What became of it ----

  const kept = new Map();
  async function load(number) {
    if (!kept.has(number)) kept.set(number, await (await fetch(new URL(`editions/${number}/manifest.json`, root))).json());
    return kept.get(number);
  }

  function find(manifest, url, id) {
    const passages = manifest.pages[url]?.passages ?? [];
    return id ? passages.find((passage) => passage.id === id) : passages[0];
  }

  function follow(manifest, url) {
    for (const seen = new Set(); url in manifest.redirects && !seen.has(url);) {
      seen.add(url);
      url = manifest.redirects[url];
    }
    return url;
  }

  function locate(newest, url, id) {
    for (const seen = new Set(); !seen.has(`${url}#${id}`);) {
      seen.add(`${url}#${id}`);
      url = follow(newest, url);
      const passage = find(newest, url, id);
      if (passage?.what !== "moved" || !passage.to) continue;
      const there = new URL(passage.to, `https://here.invalid/${url}`);
      [url, id] = [there.pathname.slice(1), decode(there.hash.slice(1))];
    }
    return { url, id, passage: find(newest, url, id) };
  }

  function judge(cited, old, now) {
    if (!now.passage || now.passage.what === "withdrawn") return "withdrawn";
    if (now.url !== cited.url || now.id !== old.id || (now.passage.what === "alias" && old.what !== "alias")) return "moved";
    return now.passage.sha256 === old.sha256 ? "same" : "changed";
  }

  // ---- What changed: the longest common run of words, then both sides of it ----

  function compare(before, after) {
    const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
    for (let i = before.length - 1; i >= 0; i--) {
      for (let j = after.length - 1; j >= 0; j--) {
        lengths[i][j] = before[i] === after[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    const runs = [];
    const add = (kind, word) => runs.at(-1)?.[0] === kind ? runs.at(-1)[1].push(word) : runs.push([kind, [word]]);
    let [i, j] = [0, 0];
    while (i < before.length || j < after.length) {
      if (before[i] === after[j]) { add("same", before[i++]); j++; }
      else if (j >= after.length || (i < before.length && lengths[i + 1][j] >= lengths[i][j + 1])) add("del", before[i++]);
      else add("ins", after[j++]);
    }
    return mend(runs);
  }

  // One or two words that stayed between two changes count as changed, as in scripts/briefing/changes.py.
  function mend(runs) {
    const mended = [];
    let [gone, come] = [[], []];
    const close = () => {
      mended.push(...[["del", gone], ["ins", come]].filter(([, words]) => words.length));
      [gone, come] = [[], []];
    };
    runs.forEach(([kind, words], at) => {
      const stays = kind === "same" && (words.length > 2 || !at || at === runs.length - 1);
      if (stays) { close(); mended.push([kind, words]); return; }
      if (kind !== "ins") gone.push(...words);
      if (kind !== "del") come.push(...words);
    });
    close();
    return mended;
  }

  function showWords(old, passage) {
    const holder = make("p", "", { className: "word-changes" });
    for (const [kind, words] of compare(old.text.split(" "), passage ? passage.text.split(" ") : [])) {
      const text = words.join(" ");
      if (kind === "same") holder.append(`${text} `);
      else holder.append(make(kind, `[${kind === "del" ? "out" : "in"}: ${text}]`), " ");
    }
    return holder;
  }

  // ---- The answer ----

  const ANSWERS = {
    same: "The same. The words are those of the newest edition.",
    changed: "Changed. This is what the words have become.",
    moved: "Moved. The passage now stands elsewhere.",
    withdrawn: "Withdrawn. The passage is no longer part of the briefing.",
  };

  async function check(text, count) {
    if (!count) return [make("p", "There is no edition yet, so there is nothing to compare with.")];
    const cited = read(text, count);
    if (!cited) return [make("p", "There is no address in it. Paste one of this briefing, or a citation that holds one.")];
    const doubt = OWN.includes(cited.host ?? location.host) ? []
      : [make("p", `The address is of another site, ${cited.host}. If that is a copy of this briefing, this is the answer:`)];
    return [...doubt, ...await answer(cited, count)];
  }

  async function answer(cited, count) {
    if (!(cited.number >= 1 && cited.number <= count)) return [make("p", `There is no edition ${cited.number}. The newest is edition ${count}.`)];
    const [manifest, newest] = await Promise.all([load(cited.number), load(count)]);
    cited.url ??= findPage(manifest, cited.path);
    const page = follow(manifest, cited.url);
    const old = find(manifest, page, cited.id);
    if (!old) return [make("p", `Edition ${cited.number} has no passage at this address.`)];
    const now = locate(newest, cited.url, old.id);
    const state = judge(cited, old, now);
    const links = make("p", "");
    links.append(make("a", `“${old.title}” in edition ${cited.number}`, { href: new URL(`editions/${cited.number}/${page}#${old.id}`, root).href }));
    if (now.passage) links.append(" · ", make("a", "As it is now", { href: new URL(`${now.url}#${now.id}`, root).href }));
    const isSame = old.sha256 === now.passage?.sha256;
    return [make("p", ANSWERS[state], { className: "check-verdict" }), isSame ? make("blockquote", old.text) : showWords(old, now.passage), links];
  }

  briefing.check = async (form) => {
    const result = form.querySelector(".check-result");
    try {
      result.replaceChildren(...await check(form.elements.citation.value, Number(form.dataset.editions)));
    } catch {
      result.replaceChildren(make("p", "The list of an edition could not be loaded. Read from a folder, the form does not work."));
    }
  };
})();
