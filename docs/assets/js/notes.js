// The note of a number in a box beside it (card.css places it), on hover, on keyboard focus and at a
// tap; and the list of notes, folded until something leads into it. Without this script a number is
// a link to its note.
(() => {
  "use strict";

  const NOTE = "a.footnote-ref, .checks a[href^='#fn:']";
  const { find, make } = briefing;

  const list = document.querySelector(".footnote > ol");
  if (list?.childElementCount > 4) {
    const fold = make("details", {}, make("summary", {}, `All ${list.childElementCount} notes`));
    list.replaceWith(fold);
    fold.append(list);
    addEventListener("beforeprint", () => {
      fold.open = true;
    });
  }

  // Opens what holds a place; and for a statement, what stands behind its paragraph.
  function unfold(place) {
    const claim = place?.matches(".claim span") ? place.closest(".claim") : null;
    const block = claim?.nextElementSibling?.querySelector(":scope > .checks__fold");
    if (block) block.open = true;
    for (let fold = place; fold; fold = fold.parentElement) {
      if (fold.matches("details")) fold.open = true;
    }
  }

  const card = make("div", { id: "note-card", className: "note-card", popover: "auto" });
  card.role = "note";
  let marker = null; // the link whose note is shown
  let isTouched = false; // by a finger or a pen, last
  let timer = 0;

  function open(link) {
    if (link === marker) return;
    close();
    marker = link;
    const note = find(link.hash).cloneNode(true);
    note.querySelector(".backlinks")?.remove();
    note.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    card.replaceChildren(...note.childNodes);
    (link.closest("sup") ?? link).after(card); // so that Tab leads into it
    link.setAttribute("aria-describedby", card.id);
    card.showPopover();
  }

  function close() {
    clearTimeout(timer);
    marker?.removeAttribute("aria-describedby");
    marker = null;
    card.remove();
  }

  function settle() {
    const isHeld = (part) => part.matches(":hover, :focus-visible, :has(:focus-visible)");
    if (marker && !isHeld(card) && !isHeld(marker)) close();
  }

  addEventListener("pointerover", ({ pointerType, target }) => {
    if (pointerType !== "mouse") return;
    const link = target.closest(NOTE);
    clearTimeout(timer);
    timer = link && link !== marker ? setTimeout(open, 80, link) : setTimeout(settle, 400);
  });
  addEventListener("focusin", ({ target }) => {
    if (target.matches(NOTE) && target.matches(":focus-visible")) open(target);
  });
  addEventListener("focusout", () => setTimeout(settle));
  addEventListener("pointerdown", ({ pointerType }) => {
    isTouched = pointerType !== "mouse";
  });
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) unfold(find(link.hash));
    if (!isTouched || !event.detail || !link?.matches(NOTE)) return; // a key has no detail
    event.preventDefault();
    open(link);
  });
  card.addEventListener("toggle", ({ newState }) => {
    if (newState === "closed") close(); // by Escape, or by a tap beside it
  });
  addEventListener("hashchange", () => {
    close();
    unfold(find(location.hash));
  });
  unfold(find(location.hash));
})();
