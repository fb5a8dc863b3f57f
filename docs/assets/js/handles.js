// What the popover of a handle holds: the statements of a paragraph, the link and the citation.
// card.js loads it at the first use.
(() => {
  "use strict";

  const LONG = 60; // letters of a clause that name it in a list
  const {
    make,
    card: { findId, readMarks, readText, small }
  } = briefing;

  // Each clause of a paragraph: with its kind and what checking found, and a link that leads to it.
  const listClauses = (clauses) =>
    make("ul", {}, ...clauses.map((clause) => listClause(clause, shorten(readText(clause)))));

  const shorten = (words) =>
    words.length > LONG ? `${words.slice(0, LONG).replace(/\s\S*$/, "")} …` : words;

  function listClause(clause, words) {
    const [, kind, verdict] = readMarks(clause);
    const link = make("a", { href: `#${clause.id}` }, words);
    return make("li", {}, link, small([kind, verdict].filter(Boolean).join(" · ")));
  }

  function makeActions(id, handle, paragraph, name) {
    const address = `${location.href.split("#")[0]}#${id}`;
    const copy = makeCopier("Copy link", "Link copied", "Copy this link:", () => address);
    const href = handle.dataset.cite;
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

  // Gives the content of the card, and names it. A handle leads to a heading or to a paragraph.
  briefing.readHandle = (handle, card) => {
    const id = findId(handle);
    const found = document.getElementById(id);
    // An alias, or set apart for reader views.
    const place = found.matches("span:empty") ? found.parentElement : found;
    const paragraph = place.closest(".claim");
    const clauses = [...place.querySelectorAll(":scope > .clause")];
    const name = paragraph ? handle.textContent : readText(place);
    Object.assign(card, { role: "dialog", ariaLabel: name });
    return [
      small(make("strong", {}, name)),
      makeActions(id, handle, paragraph, name),
      clauses.length ? listClauses(clauses) : ""
    ];
  };
})();
