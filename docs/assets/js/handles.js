// What the popover of a handle holds: the statements of a paragraph, the link and the citation; in
// editions 1 to 3 also the kind and what it means, the verdict and the sources. notes.js loads it at
// the first use.
(() => {
  "use strict";

  const LONG = 60; // letters of a clause that name it in a list
  const {
    make,
    card: { findBox, findId, open, readMarks, readNote, readText, small }
  } = briefing;

  // What stands behind one statement of editions 1 to 3: what checking found, the note on it, and
  // its sources. Later ones have it in the block of the paragraph.
  function readEvidence(block) {
    const record = block.querySelector(":scope > .record")?.cloneNode(true);
    record?.querySelectorAll(".clause-label, .claim-sources").forEach((part) => part.remove());
    const box = findBox(document, block);
    const markers = new Map(
      [...block.querySelectorAll("a.footnote-ref")].map((link) => [link.hash, link])
    );
    return [
      record?.textContent.trim() ? small(...record.childNodes) : "",
      box
        ? small(
            make(
              "a",
              { href: `#${box.querySelector("p[id]").id}` },
              readText(box.firstElementChild)
            )
          )
        : "",
      ...[...markers.values()].map((link) =>
        make("div", { className: "note-card__source" }, `${link.textContent}. `, ...readNote(link))
      ),
    ];
  }

  // Each clause of a paragraph: with its kind and what checking found, and a link that leads to it;
  // in editions 1 to 3 with its sign, and a click shows what stands behind it.
  const listClauses = (clauses) =>
    make("ul", {}, ...clauses.map((clause) => listClause(clause, shorten(readText(clause)))));

  const shorten = (words) =>
    words.length > LONG ? `${words.slice(0, LONG).replace(/\s\S*$/, "")} …` : words;

  function listClause(clause, words) {
    const mark = clause.querySelector(".clause-label");
    if (!mark) {
      const [, kind, verdict] = readMarks(clause);
      const link = make("a", { href: `#${clause.id}` }, words);
      return make("li", {}, link, small([kind, verdict].filter(Boolean).join(" · ")));
    }
    const button = make("button", { type: "button" }, words);
    button.addEventListener("click", () => open(mark, true));
    return make("li", { className: mark.className.replace("clause-label", "") }, button);
  }

  function makeActions(id, handle, paragraph, name) {
    const address = `${location.href.split("#")[0]}#${id}`;
    const copy = makeCopier("Copy link", "Link copied", "Copy this link:", () => address);
    const href = handle.dataset.cite; // those of editions have none
    const ariaLabel = paragraph
      ? "Cite this paragraph"
      : `Cite this section: ${name}`;
    const cite = href ? make("a", { className: "cite", href, ariaLabel }, "Cite") : "";
    if (href) cite.dataset.cite = paragraph?.id ?? id;
    // A folder lets nothing be fetched.
    const canQuote = paragraph && href && location.protocol !== "file:";
    const quote = canQuote
      ? makeCopier("Copy with reference", "Copied", "Copy this:", () => refer(paragraph, cite))
      : "";
    return make("div", { className: "note-card__actions" }, copy, quote, cite);
  }

  // The words of a paragraph with their reference.
  async function refer(paragraph, cite) {
    await briefing.load("./cite.js");
    const reference = await briefing.refer(cite);
    return `“${readText(paragraph)}” (${reference})`;
  }

  // A button that copies a text, and says so.
  function makeCopier(name, done, ask, read) {
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", async () => {
      const text = await read();
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = done;
      } catch {
        prompt(ask, text);
      }
    });
    return button;
  }

  // Gives the content of the card, and names it. A handle leads to a heading, to a paragraph, or to
  // a clause of editions 1 to 3.
  briefing.readHandle = (handle, card) => {
    const id = findId(handle);
    const found = document.getElementById(id);
    // An alias, or set apart for reader views.
    const place = found.matches("span:empty") ? found.parentElement : found;
    const paragraph = place.closest(".claim");
    const clauses = [...place.querySelectorAll(":scope > .clause")];
    const name = nameHandle(handle, place, paragraph);
    Object.assign(card, { role: "dialog", ariaLabel: name });
    const means = handle.dataset.means ? `: ${handle.dataset.means}` : "";
    const evidence = clauses.length ? [listClauses(clauses)] : paragraph ? readEvidence(place) : [];
    return [
      small(make("strong", {}, name), means),
      makeActions(id, handle, paragraph, name),
      ...evidence
    ];
  };

  // A heading by its words, a paragraph by what its handle says, or by its kind and whose it is.
  function nameHandle(handle, place, paragraph) {
    if (!paragraph) return readText(place);
    if (handle.closest(".checks")) return handle.textContent;
    return readMarks(place).slice(0, 2).filter(Boolean).join(" · ");
  }
})();
