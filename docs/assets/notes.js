// Shows a note beside its marker: on hover, on keyboard focus, on tap.
// Without this script the markers are plain links to the notes at the end of the page.
(() => {
  "use strict";

  // Narrow screens: a real button for Material's search, which itself knows only a checkbox.
  const search = document.getElementById("__search");
  document.querySelector(".search-button")?.addEventListener("click", () => search.click());

  if (!HTMLElement.prototype.showPopover) return;

  const GAP = 10; // pixels between the line being read and the card
  const EDGE = 8; // pixels kept free at the edges of the window
  const card = document.createElement("div");
  Object.assign(card, { id: "note-card", className: "note-card", popover: "manual", role: "note" });

  let marker = null; // the marker whose note is open
  let pointer = ""; // kind of the last pointer: a tap opens, a click follows the link
  let timer = 0;
  let silent = false;

  const within = (node) => card.contains(node) || Boolean(marker?.contains(node));
  const held = () => card.matches(":hover") || Boolean(marker?.matches(":hover"));
  const focused = () => within(document.activeElement) && document.activeElement.matches(":focus-visible");
  const later = (action, delay) => { clearTimeout(timer); timer = setTimeout(action, delay); };

  function fill(note, number, href, tapped) {
    const copy = note.cloneNode(true);
    copy.querySelectorAll(".backlinks, .footnote-backref").forEach((part) => part.remove());
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    card.replaceChildren(...copy.childNodes);
    card.setAttribute("aria-label", `Note ${number}`);
    if (!tapped) return;
    const textContent = `Go to note ${number}`;
    card.append(Object.assign(document.createElement("a"), { href, textContent, className: "note-card__go" }));
  }

  // Under the marker's line, or above it where there is more room; always inside the window.
  function place() {
    if (!marker) return;
    card.style.maxHeight = ""; // measure the card as the stylesheet has it
    const at = marker.getBoundingClientRect();
    const below = innerHeight - at.bottom - GAP - EDGE;
    const above = at.top - GAP - EDGE;
    const under = card.offsetHeight <= below || below >= above;
    const height = Math.min(card.offsetHeight, under ? below : above);
    const right = document.documentElement.clientWidth - card.offsetWidth - EDGE;
    card.style.maxHeight = `${height}px`;
    card.style.top = `${under ? at.bottom + GAP : at.top - GAP - height}px`;
    card.style.left = `${Math.max(EDGE, Math.min(at.left - 24, right))}px`;
  }

  function open(link, tapped = false) {
    clearTimeout(timer);
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!note || (link === marker && !tapped)) return;
    close();
    marker = link;
    fill(note, link.textContent.trim(), link.href, tapped);
    (link.closest("sup") ?? link).after(card); // so that Tab goes from the marker into the card
    link.setAttribute("aria-describedby", card.id);
    card.showPopover();
    place();
  }

  function close() {
    clearTimeout(timer);
    marker?.removeAttribute("aria-describedby");
    marker = null;
    card.remove();
  }

  function escape() {
    const back = card.contains(document.activeElement) ? marker : null;
    close();
    silent = true; // the marker takes the focus back without opening its note again
    back?.focus();
    silent = false;
  }

  for (const link of document.querySelectorAll("a.footnote-ref")) {
    link.addEventListener("focus", () => { if (!silent && link.matches(":focus-visible")) open(link); });
    link.addEventListener("click", (event) => {
      if (pointer !== "touch" && pointer !== "pen") return close();
      event.preventDefault();
      open(link, true);
    });
  }
  addEventListener("pointerdown", (event) => { pointer = event.pointerType; if (!within(event.target)) close(); }, true);
  addEventListener("keydown", (event) => { pointer = ""; if (marker && event.key === "Escape") escape(); }, true);
  addEventListener("pointerover", ({ pointerType, target }) => {
    if (pointerType !== "mouse") return;
    const link = target.closest("a.footnote-ref");
    if (link && link !== marker) later(() => open(link), 80);
    else if (marker && !within(target) && !focused()) later(close, 250);
    else clearTimeout(timer);
  });
  addEventListener("focusout", () => { if (marker) setTimeout(() => { if (!focused() && !held()) close(); }); });
  addEventListener("scroll", place, { passive: true, capture: true });
  addEventListener("resize", place);
  addEventListener("hashchange", close);
})();
