// The notes and the handles of a page. What opens a card beside them, card.js, comes when a reader
// comes to one of them; without these scripts all of them are plain links.
(() => {
  "use strict";

  if (!HTMLElement.prototype.showPopover) return;

  const NOTE = ":is(a.footnote-ref, .checks a[href^='#fn:'])";
  const HANDLE = ":is(a.claim-label, a.heading-link)[href^='#']";
  const OTHER =
    ".footnote *, .note-card *, .checks *, .basis *, .cite, .claim-label, .heading-link";
  const PASSAGE = `article :is(p, li, td, dd, figure, svg) a[href*='#']:not(${OTHER})`;
  const { make } = briefing;
  const findId = (link) => decodeURIComponent(link.getAttribute("href").split("#")[1]);
  briefing.links = { NOTE, HANDLE, PASSAGE, findId };

  // What a reader does while card.js is on its way is done again when it is there.
  const TYPES = ["pointerover", "focusin", "click"];
  const missed = [];
  let loading;
  function wake(event) {
    const link = event.target.closest?.(`${NOTE}, ${HANDLE}, ${PASSAGE}, .footnote-backref`);
    if (!link && !loading) return;
    if (event.type === "click") {
      if (!link?.matches(`${NOTE}, ${HANDLE}`) || !briefing.isPlain(event)) return;
      event.preventDefault();
    }
    missed.push(event);
    loading ??= briefing.load("./card.js").then(
      () => {
        for (const type of TYPES) removeEventListener(type, wake, true);
        for (const one of missed) one.target.dispatchEvent(new one.constructor(one.type, one));
      },
      () => {
        loading = null;
        for (const { type, target } of missed.splice(0)) if (
          type === "click"
        ) location.assign(target.closest("a").href);
      }
    );
  }
  for (const type of TYPES) addEventListener(type, wake, true);
  // The kind of the last pointer: a tap opens a card, a click follows the link.
  addEventListener(
    "pointerdown",
    ({ pointerType }) => {
      briefing.pointer = pointerType;
    },
    true
  );
  addEventListener(
    "keydown",
    () => {
      briefing.pointer = "";
    },
    true
  );

  for (const handle of document.querySelectorAll(HANDLE)) handle.ariaHasPopup = "dialog";

  // A long list of notes is folded; whatever leads into a fold opens it, and what leads to a
  // statement opens the block of its paragraph.
  const notes = document.querySelector(".footnote > ol");
  const unfold = (place) => {
    for (let fold = place; fold; fold = fold.parentElement) if (
      fold.matches("details")
    ) fold.open = true;
    const block = place?.matches(".claim span") && place.closest(".claim").nextElementSibling;
    if (block?.matches?.(".checks")) block.open = true;
  };
  if (notes?.childElementCount > 4) {
    const fold = make(
      "details",
      {},
      make("summary", {}, `All ${notes.childElementCount} notes`)
    );
    notes.replaceWith(fold);
    fold.append(notes);
    addEventListener("beforeprint", () => {
      fold.open = true;
    });
  }
  const unfoldTarget = () =>
    location.hash && unfold(document.getElementById(decodeURIComponent(location.hash.slice(1))));
  addEventListener(
    "click",
    ({ target }) => {
      const link = target.closest?.("a[href^='#']");
      if (link) unfold(document.getElementById(findId(link)));
    },
    true
  );
  addEventListener("hashchange", unfoldTarget);
  unfoldTarget();
})();
