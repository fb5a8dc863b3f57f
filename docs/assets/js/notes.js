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
  const BLOCK = ":is(.clause, p, li, h1, h2, h3, h4, article, figure)";
  const FURNITURE = "sup, .headerlink, .cite, .claim-label, .clause-label, .record, script, style";
  const { make } = briefing;
  const card = make("div", { id: "note-card", className: "note-card", popover: "manual", role: "note" });

  let marker = null; // the link whose card is open
  let pointer = ""; // kind of the last pointer: a tap opens, a click follows the link
  let timer = 0;
  let silent = false;

  const within = (node) => card.contains(node) || Boolean(marker?.contains(node));
  const isHeld = () => [card, marker].some((part) => part?.matches(":hover, :focus-visible, :has(:focus-visible)"));
  const settle = () => { if (!isHeld()) close(); };
  const later = (action, delay) => { clearTimeout(timer); timer = setTimeout(action, delay); };
  const find = (link) => link.closest(NOTE) ?? link.closest(PASSAGE);
  const findId = (link) => decodeURIComponent(link.getAttribute("href").split("#")[1]);

  // ---- What a card holds ----

  function readNote(link, tapped) {
    const note = document.getElementById(findId(link));
    if (!note) return null;
    const copy = note.cloneNode(true);
    const number = [...note.parentElement.children].indexOf(note) + 1;
    copy.querySelectorAll(".backlinks, .footnote-backref").forEach((part) => part.remove());
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    return [...copy.childNodes, tapped ? make("a", { className: "note-card__go", href: link.href }, `Go to note ${number}`) : ""];
  }

  const strip = (address) => address.split(/[?#]/)[0];
  const pages = new Map([[strip(location.href), document]]); // by address; each is fetched once

  async function load(address) {
    const answer = await fetch(address);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  function readText(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(FURNITURE).forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  // The kind of a claim and whose it is; a clause says only in what it differs from its paragraph.
  function readLabel(block) {
    const split = (part) => part?.textContent.split(" · ") ?? [];
    const [kind, voice] = split(block.closest(".claim")?.querySelector(".claim-label"));
    const own = split(block.querySelector(":scope > .clause-label"));
    return [own.find((mark) => mark !== "added") ?? kind, own.includes("added") ? "added" : voice];
  }

  // A claim with its kind and what checking found; for a heading, its first paragraph.
  async function readPassage(link) {
    const address = new URL(link.getAttribute("href"), document.baseURI);
    if (address.origin !== location.origin) return null;
    const place = strip(address.href);
    if (!pages.has(place)) pages.set(place, load(place).catch(() => null));
    const page = await pages.get(place);
    const block = page?.getElementById(findId(link))?.closest(BLOCK);
    if (!block) return null;
    const isHeading = block.matches("h1, h2, h3, h4");
    let text = block;
    while (isHeading && text && !text.matches("p")) text = text.nextElementSibling;
    const box = page.querySelector(`.check:has([data-for="${CSS.escape(block.id)}"])`) ?? block.nextElementSibling;
    const check = box?.matches(".check") && box.firstElementChild;
    const verdict = block.querySelector(":scope > .record > .verdict")?.textContent;
    const where = readText(isHeading ? block : page.querySelector("h1") ?? make("p"));
    const small = (words) => make("p", { className: "note-card__kind" }, words);
    return [small([...readLabel(block), where, verdict].filter(Boolean).join(" · ")), make("p", {}, readText(text ?? block)), check ? small(readText(check)) : ""];
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

  addEventListener("focusin", ({ target }) => {
    if (!silent && target.matches(":focus-visible") && find(target)) open(find(target));
  });
  addEventListener("focusout", () => setTimeout(settle));
  addEventListener("pointerdown", (event) => { pointer = event.pointerType; if (!within(event.target)) close(); }, true);
  addEventListener("keydown", ({ key }) => {
    pointer = "";
    if (key !== "Escape") return;
    const back = card.contains(document.activeElement) ? marker : null;
    close();
    focus(back);
  }, true);
  addEventListener("pointerover", ({ pointerType, target }) => {
    if (pointerType !== "mouse") return;
    const link = find(target);
    const isNew = link && link !== marker;
    later(isNew ? () => open(link) : settle, isNew && link.matches(NOTE) ? 80 : 250);
  });
  addEventListener("scroll", place, { passive: true, capture: true });
  addEventListener("resize", place);
  addEventListener("hashchange", close);

  // ---- To the note and back: the marker stands where it stood ----

  let left = null; // the marker that was followed, and how high it stood

  addEventListener("click", (event) => {
    const link = event.target.closest?.(`${NOTE}, .footnote-backref`);
    if (!link || !briefing.isPlain(event)) return;
    if (link.matches(".footnote-backref")) return comeBack(link);
    left = { id: link.parentElement.id, top: link.getBoundingClientRect().top };
    for (const back of document.querySelectorAll(".footnote-backref")) {
      back.classList.toggle("footnote-backref--left", findId(back) === left.id);
    }
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
