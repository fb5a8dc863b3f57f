// Shows a note beside its marker: on hover, on keyboard focus, on tap.
// Without this script the markers are plain links to the notes at the end of the page.
(() => {
  "use strict";
  if (!HTMLElement.prototype.showPopover) return;

  const GAP = 10; // pixels between the line being read and the card
  const EDGE = 8; // pixels kept free at the edges of the window
  const card = Object.assign(document.createElement("div"), { id: "note-card", className: "note-card" });
  card.setAttribute("popover", "manual");
  card.setAttribute("role", "note");

  let marker = null; // the marker whose note is open
  let pointer = ""; // kind of the last pointer: a tap opens, a click follows the link
  let timer = 0;

  const noteOf = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const within = (node) => node instanceof Node && (card.contains(node) || Boolean(marker?.contains(node)));

  function fill(link, note, tapped) {
    const copy = note.cloneNode(true);
    copy.querySelectorAll(".backlinks, .footnote-backref").forEach((part) => part.remove());
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    card.replaceChildren(...copy.childNodes);
    card.setAttribute("aria-label", `Note ${link.textContent.trim()}`);
    if (!tapped) return;
    const go = Object.assign(document.createElement("a"), { href: link.href, className: "note-card__go" });
    go.textContent = `Go to note ${link.textContent.trim()}`;
    card.append(go);
  }

  function place() {
    if (!marker) return;
    const at = marker.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const below = innerHeight - at.bottom - GAP - EDGE;
    const above = at.top - GAP - EDGE;
    const under = card.offsetHeight <= below || below >= above;
    card.style.maxHeight = ""; // measure the card as the stylesheet has it
    const height = Math.min(card.offsetHeight, under ? below : above);
    card.style.maxHeight = `${height}px`;
    card.style.top = `${under ? at.bottom + GAP : at.top - GAP - height}px`;
    card.style.left = `${Math.max(EDGE, Math.min(at.left - 24, width - card.offsetWidth - EDGE))}px`;
  }

  function open(link, tapped = false) {
    clearTimeout(timer);
    const note = noteOf(link);
    if (!note || (link === marker && !tapped)) return;
    close();
    marker = link;
    fill(link, note, tapped);
    (link.closest("sup") ?? link).after(card); // so that Tab goes from the marker into the card
    link.setAttribute("aria-describedby", card.id);
    card.showPopover();
    place();
  }

  function close() {
    clearTimeout(timer);
    if (!marker) return;
    const from = marker;
    marker = null;
    from.removeAttribute("aria-describedby");
    if (card.contains(document.activeElement)) from.focus();
    card.remove();
  }

  const later = (action, delay) => { clearTimeout(timer); timer = setTimeout(action, delay); };
  const held = () => card.matches(":hover") || Boolean(marker?.matches(":hover"));
  const focused = () => within(document.activeElement) && document.activeElement.matches(":focus-visible");

  for (const link of document.querySelectorAll("a.footnote-ref")) {
    link.addEventListener("focus", () => { if (link.matches(":focus-visible")) open(link); });
    link.addEventListener("click", (event) => {
      if (pointer !== "touch" && pointer !== "pen") return close();
      event.preventDefault();
      open(link, true);
    });
  }
  addEventListener("pointerdown", (event) => { pointer = event.pointerType; if (!within(event.target)) close(); }, true);
  addEventListener("keydown", (event) => { pointer = ""; if (event.key === "Escape") close(); }, true);
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
})();
