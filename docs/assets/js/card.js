// One popover. On hover, on keyboard focus or at a tap it shows the note of a marker, or the
// passage that a link within the site leads to. A click on a handle (a heading, what cites a
// paragraph) opens what stands behind it, which handles.js reads. notes.js loads it when a reader
// first comes to one.
(() => {
  "use strict";

  const GAP = 10; // pixels between the line being read and the card
  const EDGE = 8; // pixels kept free at the edges of the window
  const BLOCK = ":is(.clause, p, li, h1, h2, h3, h4, article, figure)";
  const FURNITURE = "sup, .cite, .cite-affix, .claim-label, .passage, script, style";
  const HEADING = "h1, h2, h3, h4";
  // By the codes that a clause has; the words are those of vocabulary.yml.
  const KINDS = {
    fact: "Fact",
    report: "Reported",
    allegation: "Alleged",
    assessment: "Assessment",
    forecast: "Forecast",
    background: "Background"
  };
  const VERDICTS = {
    holds: "Holds",
    "holds in part": "Holds in part",
    contradicted: "Contradicted",
    open: "Open",
    judgement: "Judgement"
  };
  const {
    make,
    links: { NOTE, HANDLE, PASSAGE, findId }
  } = briefing;
  const card = make("div", {
    id: "note-card",
    className: "note-card",
    popover: "manual",
    tabIndex: -1
  });

  let marker = null; // the link whose card is open
  let pinned = false; // opened from a handle: it stays until it is closed
  let timer = 0;
  let silent = false;

  const within = (node) => card.contains(node) || Boolean(marker?.contains(node));
  const isHeld = () =>
    pinned ||
    [card, marker].some((part) => part?.matches(":hover, :focus-visible, :has(:focus-visible)"));
  const settle = () => {
    if (!isHeld()) close();
  };
  const later = (action, delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };
  const find = (link) => link.closest(NOTE) ?? link.closest(PASSAGE);

  function readNote(link, tapped) {
    const note = document.getElementById(findId(link));
    if (!note) return null;
    const copy = note.cloneNode(true);
    const number = [...note.parentElement.children].indexOf(note) + 1;
    copy.querySelectorAll(".backlinks, .footnote-backref").forEach((part) => part.remove());
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    const go = tapped
      ? make(
          "a",
          { className: "note-card__go", href: link.href },
          `Go to note ${number}`
        )
      : "";
    return [...copy.childNodes, go];
  }

  const strip = (address) => address.split(/[?#]/)[0];
  const pages = new Map([[strip(location.href), document]]); // by address; each is fetched once

  const load = async (address) =>
    new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");

  function readText(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(FURNITURE).forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  // The bold words in which the voice of a paragraph begins; those after it go on in it.
  function findVoice(paragraph) {
    for (
      let part = paragraph;
      part && !part.matches(HEADING);
      part = part.previousElementSibling
    ) {
      const voice = part.querySelector(":scope > .voice");
      if (voice) return readText(voice).replace(/[\s.:]+$/, "");
    }
    return "";
  }

  // Why a statement does not simply hold, as the block of its paragraph has it.
  function findReason(clause) {
    const block = clause.closest(".claim").nextElementSibling;
    const doubt = block
      ?.querySelector(`.doubt a[href="#${CSS.escape(clause.id)}"]`)
      ?.parentElement.cloneNode(true);
    doubt?.querySelector("a").remove();
    return doubt ? readText(doubt) : "";
  }

  // Whose statement a clause is, its kind, what checking found, and why.
  function readMarks(block) {
    const paragraph = block.closest(".claim");
    if (!paragraph) return [];
    const voice = findVoice(paragraph);
    if (block === paragraph) return [voice];
    const kind = Object.keys(KINDS).find((code) => block.classList.contains(code));
    return [voice, KINDS[kind], VERDICTS[block.dataset.check], findReason(block)];
  }

  const small = (...words) => make("p", { className: "note-card__kind" }, ...words);
  const findBox = (page, block) =>
    page.querySelector(`.check:has([data-for="${CSS.escape(block.id)}"])`);

  // A claim with its kind and what checking found; for a heading, its first paragraph.
  async function readPassage(link) {
    const address = new URL(link.getAttribute("href"), document.baseURI);
    if (address.origin !== location.origin) return null;
    const place = strip(address.href);
    if (!pages.has(place)) pages.set(
      place,
      load(place).catch(() => null)
    );
    const page = await pages.get(place);
    const block = page?.getElementById(findId(link))?.closest(BLOCK);
    if (!block) return null;
    const isHeading = block.matches(HEADING);
    let text = block;
    while (isHeading && text && !text.matches("p")) text = text.nextElementSibling;
    const box = findBox(page, block) ?? block.nextElementSibling;
    const check = box?.matches(".check") && box.firstElementChild;
    const where = readText(isHeading ? block : page.querySelector("h1") ?? make("p"));
    const label = [where, ...readMarks(block)].filter(Boolean).join(" · ");
    return [
      small(label),
      make("p", {}, readText(text ?? block)),
      check ? small(readText(check)) : ""
    ];
  }

  // Under the link's line, or above it where there is more room. Always inside the window.
  function place() {
    if (!card.isConnected) return;
    card.style.maxHeight = ""; // measure the card as the stylesheet has it
    const at = marker.getBoundingClientRect();
    const right = document.documentElement.clientWidth - EDGE - card.offsetWidth;
    const below = innerHeight - at.bottom - GAP - EDGE;
    const above = at.top - GAP - EDGE;
    const under = card.offsetHeight <= below || below >= above;
    const height = Math.min(card.offsetHeight, under ? below : above);
    Object.assign(card.style, {
      top: `${under ? at.bottom + GAP : at.top - GAP - height}px`,
      left: `${Math.max(EDGE, Math.min(at.left - 24, right))}px`,
      maxHeight: `${height}px`
    });
  }

  async function open(link, asked = false) {
    clearTimeout(timer);
    if (link === marker && !asked) return;
    close();
    marker = link;
    const isHandle = link.matches(HANDLE);
    card.role = "note"; // without a name of its own: that would be read out in place of the text
    card.removeAttribute("aria-label");
    const read = isHandle ? briefing.readHandle : link.matches(NOTE) ? readNote : readPassage;
    const content = await read(link, isHandle ? card : asked);
    if (marker !== link || !content) return;
    pinned = isHandle;
    card.replaceChildren(...content);
    // So that Tab goes from the marker into the card.
    (link.closest("sup, svg") ?? link).after(card);
    link.setAttribute(isHandle ? "aria-expanded" : "aria-describedby", isHandle || card.id);
    card.showPopover();
    place();
    if (isHandle) card.focus({ preventScroll: true });
  }

  function close() {
    clearTimeout(timer);
    marker?.removeAttribute("aria-describedby");
    if (pinned) marker.setAttribute("aria-expanded", false);
    pinned = false;
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
  addEventListener(
    "pointerdown",
    ({ target }) => {
      if (!within(target) && !target.closest("dialog")) close();
    },
    true
  );
  addEventListener(
    "keydown",
    ({ key }) => {
      if (key !== "Escape" || document.querySelector("dialog[open]")) return;
      const isIn = (part) => part?.contains(document.activeElement);
      const back = isIn(card) ? marker : null;
      const isNote = !marker && isIn(left?.note);
      close();
      focus(back);
      if (isNote) leaveNote(left.link);
    },
    true
  );
  addEventListener("pointerover", ({ pointerType, target }) => {
    if (pointerType !== "mouse" || pinned) return;
    const link = find(target);
    const isNew = link && link !== marker;
    later(isNew ? () => open(link) : settle, isNew ? (link.matches(NOTE) ? 80 : 250) : 500);
  });
  // Placed anew, it would scroll back.
  addEventListener("scroll", ({ target }) => target === card || place(), true);
  addEventListener("resize", place);
  addEventListener("hashchange", close);

  briefing.card = { findId, readMarks, readText, small };

  // The marker that was followed to its note, and how high it stood; on the way back, which Escape
  // is too, it stands there again.
  let left = null;

  addEventListener("click", (event) => {
    const link = event.target.closest?.(`${NOTE}, ${HANDLE}, .footnote-backref, .note-card__go`);
    if (!link || !briefing.isPlain(event)) return;
    if (link.matches(HANDLE)) {
      event.preventDefault();
      // The address bar has the permanent link, and nothing moves.
      history.replaceState(history.state, "", link.hash);
      if (link === marker) return close();
      return briefing.load("./handles.js").then(
        () => open(link, true),
        () => location.assign(link.href)
      );
    }
    if (link.matches(".footnote-backref")) return comeBack(link);
    event.preventDefault();
    const isTap = ["touch", "pen"].includes(briefing.pointer);
    if (isTap && link !== card.querySelector(".note-card__go")) return open(link, true);
    goToNote(link.matches(NOTE) ? link : marker);
  });

  // As the browser does, and the focus is on the note.
  function goToNote(link) {
    close();
    const note = document.getElementById(findId(link));
    left = { link, note, id: link.parentElement.id, top: link.getBoundingClientRect().top };
    for (const back of document.querySelectorAll(".footnote-backref")) {
      back.classList.toggle("footnote-backref--left", findId(back) === left.id);
    }
    location.assign(link.href);
    note.tabIndex = -1;
    focus(note);
  }

  function leaveNote(link) {
    scrollBy(0, link.getBoundingClientRect().top - left.top);
    focus(link);
  }

  function comeBack(link) {
    const back = document.getElementById(findId(link))?.querySelector(NOTE);
    addEventListener(
      "hashchange",
      () => {
        if (left?.id === findId(link)) scrollBy(0, back.getBoundingClientRect().top - left.top);
        focus(back);
      },
      { once: true }
    );
  }
})();
