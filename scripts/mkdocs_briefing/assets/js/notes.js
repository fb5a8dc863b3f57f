// The note of a number in a box beside it: on hover and on keyboard focus for as long as these last, and
// kept by a click, a tap or a key until Escape or a click beside it; and the list of notes, folded until
// something leads into it. Without this script a number is a link to its note.
(() => {
  "use strict";

  const NOTE = "a.footnote-ref:not(.note-card *)";
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

  // Opens what holds a place, which a reader can close again; and for a statement, what stands behind its paragraph.
  function unfold(place) {
    const claim = place?.matches(".claim span") ? place.closest(".claim") : null;
    const block = claim?.nextElementSibling?.querySelector(":scope > .checks__fold");
    if (block) block.open = true;
    const isHidden = place?.closest("details:not([open])");
    for (let fold = place; fold; fold = fold.parentElement) {
      if (fold.matches("details")) fold.open = true;
    }
    if (isHidden) place.scrollIntoView();
  }

  const card = make("div", { id: "note-card", className: "note-card", popover: "auto" });
  card.role = "note";
  let marker = null; // the link whose note is shown
  let isKept = false; // by a click
  let timer = 0;

  // Who speaks in a source where it is cited, as the block behind the paragraph says it.
  function tellSpeaker(link) {
    const block = link.closest("p")?.nextElementSibling;
    const [number] = link.textContent.match(/\d+/);
    const lines = [...(block?.querySelectorAll(".checks li summary") ?? [])];
    const told = lines.find((line) => line.querySelector("b")?.textContent === number)?.querySelector("i");
    return told ? [make("p", { className: "note-card__told" }, told.textContent)] : [];
  }

  async function open(link) {
    if (link === marker) return;
    close();
    marker = link;
    await briefing.dress("../css/card.css");
    if (link !== marker) return; // left before it came
    const note = find(link.hash).cloneNode(true);
    note.querySelector(".backlinks")?.remove();
    note.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    for (const source of note.querySelectorAll("a[href^=http]")) {
      const isAddress = source.textContent.startsWith("http");
      if (isAddress) source.textContent = source.host.replace(/^www\./, "");
    }
    const name = `Note ${link.textContent.match(/\d+/)} in the list`;
    const way = make("p", { className: "note-card__way" }, make("a", { href: link.hash }, name));
    card.replaceChildren(...tellSpeaker(link), ...note.childNodes, way);
    (link.closest("sup") ?? link).after(card); // so that Tab leads into it
    link.setAttribute("aria-describedby", card.id);
    card.showPopover();
  }

  function close() {
    clearTimeout(timer);
    marker?.removeAttribute("aria-describedby");
    marker = null;
    isKept = false;
    card.remove();
  }

  function settle() {
    const isHeld = (part) => part.matches(":hover, :focus-visible, :has(:focus-visible)");
    if (marker && !isKept && !isHeld(card) && !isHeld(marker)) close();
  }

  addEventListener("pointerover", ({ pointerType, target }) => {
    if (pointerType !== "mouse" || isKept) return;
    const link = target.closest(NOTE);
    clearTimeout(timer);
    // Long enough for a way over the line to the margin.
    timer = link && link !== marker ? setTimeout(open, 80, link) : setTimeout(settle, 800);
  });
  addEventListener("focusin", ({ target }) => {
    if (target.matches(NOTE) && target.matches(":focus-visible")) open(target);
  });
  addEventListener("focusout", () => setTimeout(settle));
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!link.matches(NOTE)) return unfold(find(link.getAttribute("href"))); // a link within a drawing has no hash
    event.preventDefault();
    close(); // what the click itself may be about to close
    open(link);
    isKept = true;
  });
  card.addEventListener("toggle", () => {
    // by Escape, or by a click beside it; one that was opened anew since is another
    if (card.isConnected && !card.matches(":popover-open")) close();
  });
  addEventListener("hashchange", () => {
    close();
    unfold(find(location.hash));
  });
  unfold(find(location.hash));
})();
