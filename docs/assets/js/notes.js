// Shows a card beside a link: the note of a marker, or the passage that a link within the site leads to.
// On hover and on keyboard focus; a tap opens a note and follows any other link.
// Without this script all of them are plain links.
(() => {
  "use strict";

  if (!HTMLElement.prototype.showPopover) return;

  const GAP = 10; // pixels between the line being read and the card
  const EDGE = 8; // pixels kept free at the edges of the window
  const NOTE = "a.footnote-ref, .claim-sources a";
  const PASSAGE = "article :is(p, li, td, dd, figure, svg) a[href*='#']:not(.footnote *, .note-card *, .headerlink, .claim-label, .cite)";
  const BLOCK = ":is(p, li, h1, h2, h3, h4, article, figure)";
  const FURNITURE = "sup, .headerlink, .cite, .claim-label, .claim-sources, script, style";
  const card = document.createElement("div");
  Object.assign(card, { id: "note-card", className: "note-card", popover: "manual", role: "note" });

  let marker = null; // the link whose card is open
  let pointer = ""; // kind of the last pointer: a tap opens, a click follows the link
  let timer = 0;
  let silent = false;

  const within = (node) => card.contains(node) || Boolean(marker?.contains(node));
  const held = () => card.matches(":hover") || Boolean(marker?.matches(":hover"));
  const focused = () => within(document.activeElement) && document.activeElement.matches(":focus-visible");
  const later = (action, delay) => { clearTimeout(timer); timer = setTimeout(action, delay); };
  const find = (link) => link.closest(NOTE) ?? link.closest(PASSAGE);
  const findId = (link) => decodeURIComponent(link.getAttribute("href").split("#")[1]);
  const make = (tag, className, textContent) => Object.assign(document.createElement(tag), { className, textContent });

  // ---- What a card holds ----

  function readNote(link, tapped) {
    const note = document.getElementById(findId(link));
    if (!note) return null;
    const copy = note.cloneNode(true);
    const number = [...note.parentElement.children].indexOf(note) + 1;
    copy.querySelectorAll(".backlinks, .footnote-backref").forEach((part) => part.remove());
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    const go = Object.assign(make("a", "note-card__go", `Go to note ${number}`), { href: link.href });
    return [...copy.childNodes, ...(tapped ? [go] : [])];
  }

  const pages = new Map(); // by address; each is fetched once

  function load(address) {
    if (address === location.href.split(/[?#]/)[0]) return document;
    if (!pages.has(address)) {
      pages.set(address, fetch(address).then((answer) => answer.text())
        .then((text) => new DOMParser().parseFromString(text, "text/html")).catch(() => null));
    }
    return pages.get(address);
  }

  function readText(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(FURNITURE).forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  // A claim with its kind and what checking found; for a heading, its first paragraph.
  async function readPassage(link) {
    const address = new URL(link.getAttribute("href"), document.baseURI);
    if (address.origin !== location.origin) return null;
    const page = await load(address.href.split(/[?#]/)[0]);
    const block = page?.getElementById(findId(link))?.closest(BLOCK);
    if (!block) return null;
    const isHeading = block.matches("h1, h2, h3, h4");
    let text = block;
    while (isHeading && text && !text.matches("p")) text = text.nextElementSibling;
    const check = block.nextElementSibling?.matches(".check") && block.nextElementSibling.firstElementChild;
    const kind = block.querySelector(".claim-label")?.textContent;
    const place = isHeading ? readText(block) : page.querySelector("h1") && readText(page.querySelector("h1"));
    return [
      make("p", "note-card__kind", [kind, place].filter(Boolean).join(" · ")), make("p", "", readText(text ?? block)),
      ...(check ? [make("p", "note-card__kind", readText(check))] : []),
    ];
  }

  // ---- The card ----

  // Under the link's line, or above it where there is more room; always inside the window.
  function place() {
    if (!card.isConnected) return;
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

  async function open(link, tapped = false) {
    clearTimeout(timer);
    if (link === marker && !tapped) return;
    close();
    marker = link;
    const content = link.matches(NOTE) ? readNote(link, tapped) : await readPassage(link);
    if (marker !== link || !content) return;
    card.replaceChildren(...content); // without a name of its own: that would be read out in place of the text
    (link.closest("sup, .claim-sources, svg") ?? link).after(card); // so that Tab goes from the marker into the card
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

  // The link takes the focus back without opening its card again.
  function focus(link) {
    silent = true;
    link?.focus({ preventScroll: true });
    silent = false;
  }

  function escape() {
    const back = card.contains(document.activeElement) ? marker : null;
    close();
    focus(back);
  }

  addEventListener("focusin", ({ target }) => {
    const link = !silent && target.matches(":focus-visible") && find(target);
    if (link) open(link);
    else if (marker && !within(target) && !held()) close();
  });
  addEventListener("pointerdown", (event) => { pointer = event.pointerType; if (!within(event.target)) close(); }, true);
  addEventListener("keydown", (event) => { pointer = ""; if (marker && event.key === "Escape") escape(); }, true);
  addEventListener("pointerover", ({ pointerType, target }) => {
    if (pointerType !== "mouse") return;
    const link = find(target);
    if (link && link !== marker) later(() => open(link), link.matches(NOTE) ? 80 : 250);
    else if (marker && !within(target) && !focused()) later(close, 250);
    else clearTimeout(timer);
  });
  addEventListener("focusout", () => { if (marker) setTimeout(() => { if (!focused() && !held()) close(); }); });
  addEventListener("scroll", place, { passive: true, capture: true });
  addEventListener("resize", place);
  addEventListener("hashchange", close);

  // ---- To the note and back: the marker stands where it stood ----

  let left = null; // the marker that was followed, and how high it stood

  addEventListener("click", (event) => {
    const link = event.target.closest?.(`${NOTE}, .note-card__go, .footnote-backref`);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.matches(".footnote-backref")) return comeBack(link);
    if (link.matches(".note-card__go")) return;
    left = { id: link.parentElement.id, top: link.getBoundingClientRect().top };
    document.querySelector(".footnote-backref--left")?.classList.remove("footnote-backref--left");
    document.querySelector(`.footnote-backref[href="#${CSS.escape(left.id)}"]`)?.classList.add("footnote-backref--left");
    if (pointer !== "touch" && pointer !== "pen") return close();
    event.preventDefault();
    open(link, true);
  });

  function comeBack(link) {
    const back = document.getElementById(findId(link))?.querySelector(NOTE);
    addEventListener("hashchange", () => {
      if (left?.id === findId(link)) scrollBy(0, back.getBoundingClientRect().top - left.top);
      focus(back);
    }, { once: true });
  }
})();
