// Offers a link to the passage that a reader selects:
// https://wicg.github.io/scroll-to-text-fragment/ site.js loads it at the first selection.
(() => {
  "use strict";

  const BLOCK = "p, li, h1, h2, h3, h4, dt, dd, td, th, caption, figcaption, pre, article";
  const SKIP =
    "sup, br, .checks, .cite, .cite-affix, .passage";
  const LONG = 80; // letters: from there on, only the first and the last words are given
  const EDGE = 8; // pixels kept free at the edges of the window
  // Pixels to the selection, or to its handles.
  const GAP = matchMedia("(pointer: coarse)").matches ? 36 : 8;
  const article = document.querySelector("article");
  const button = briefing.make("button", { type: "button" });
  const offer = briefing.make("span", { className: "passage", role: "status" }, button);
  let range; // what was selected when the link was offered
  // Whether the selection is still being drawn.
  let held = Boolean(document.querySelector(":active"));
  let timer = 0;

  const findBlock = (node, kinds = BLOCK) =>
    (node.closest ? node : node.parentElement).closest(kinds);

  // A cut (\u0001) stands for what is not part of the text: no match may reach over it.
  function read(part) {
    const copy = part.cloneContents();
    copy
      .querySelectorAll(SKIP)
      .forEach((skipped) => skipped.replaceWith(skipped.matches("sup") ? "\u0001" : " \u0001"));
    copy.querySelectorAll(BLOCK).forEach((block) => block.append(" \u0001"));
    return copy.textContent.replace(/\s+/g, " ");
  }

  // What stands before the selection in its block, the selection, and what stands after it: in
  // whole words, and without a word that a marker's number touches, since a browser reads both as
  // one word.
  function readAround() {
    const [before, after] = [range.cloneRange(), range.cloneRange()];
    before.setStart(findBlock(range.startContainer), 0);
    before.setEnd(range.startContainer, range.startOffset);
    after.setEndAfter(findBlock(range.endContainer).lastChild);
    after.setStart(range.endContainer, range.endOffset);
    return [before, range, after]
      .map(read)
      .join("\u0002")
      .replace(/^([^\u0002]*?)([\p{L}\p{N}’']+)\u0002(?=[\p{L}\p{N}’'])/u, "$1\u0002$2")
      .replace(/(?<=[\p{L}\p{N}’'])\u0002([\p{L}\p{N}’']+)([^\u0002]*)$/u, "$1\u0002$2")
      .replace(/[^\s\u0001\u0002]*(?:[\p{L}\p{N}]|\p{N}[.,])(?=\u0002?\u0001)/gu, "")
      .split("\u0002");
  }

  const pick = (text, from, to) => text.split(" ").slice(from, to).join(" ");
  const encode = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

  function makeFragment() {
    const [left, text, right] = readAround().map((part) =>
      part.split("\u0001").map((piece) => piece.trim())
    );
    const parts = text.filter(Boolean);
    if (!parts.length) return "";
    const isWhole =
      parts.length === 1 && (parts[0].length <= LONG || parts[0].split(" ").length < 9);
    const start = isWhole ? parts[0] : pick(parts[0], 0, 4);
    const end = isWhole ? "" : pick(parts.at(-1), -4);
    const page = document.body.innerText.replace(/\s+/g, " ").toLowerCase();
    const isRepeated = (words) => page.split(words.toLowerCase()).length > 2;
    const prefix = text[0] && isRepeated(start) ? encode(pick(left.at(-1), -3)) : "";
    const suffix = text.at(-1) && isRepeated(end || start) ? encode(pick(right[0], 0, 3)) : "";
    return [prefix && `${prefix}-`, encode(start), encode(end), suffix && `-${suffix}`]
      .filter(Boolean)
      .join(",");
  }

  function findId() {
    const start = range.startContainer;
    const named = findBlock(start).closest(":is(p, li, h1, h2, h3, h4)[id]");
    const isBefore = (heading) =>
      heading.compareDocumentPosition(start) & Node.DOCUMENT_POSITION_FOLLOWING;
    return (
      named ?? [...article.querySelectorAll(":is(h1, h2, h3, h4)[id]")].filter(isBefore).at(-1)
    )?.id ?? "";
  }

  const isText = (node) => article?.contains(node) && !findBlock(node, ".checks");

  // Under the selection, or above it; where neither fits the window, not now.
  function place() {
    if (!offer.isConnected) return;
    const at = range.getBoundingClientRect();
    const ceiling = Math.max(
      0,
      document.querySelector(".site-header")?.getBoundingClientRect().bottom ?? 0
    );
    const fits = (top) => top >= ceiling && top + offer.offsetHeight <= innerHeight - EDGE;
    const top = [at.bottom + GAP, at.top - GAP - offer.offsetHeight].find(fits);
    const right = document.documentElement.clientWidth - offer.offsetWidth - EDGE;
    offer.style.visibility = top === undefined ? "hidden" : "visible";
    offer.style.top = `${top}px`;
    offer.style.left = `${Math.max(EDGE, Math.min(at.left, right))}px`;
  }

  function offerLink() {
    const selection = getSelection();
    const chosen = selection.isCollapsed || !selection.rangeCount ? null : selection.getRangeAt(0);
    const isSame = (ends) => chosen.compareBoundaryPoints(ends, range) === 0;
    if (
      held ||
      (chosen && offer.isConnected && isSame(Range.START_TO_START) && isSame(Range.END_TO_END))
    ) return;
    offer.remove();
    range = chosen?.cloneRange();
    if (!range || !isText(range.commonAncestorContainer) || !makeFragment()) return;
    button.textContent = "Copy link to this passage";
    // So that Tab leads from the selection to it.
    findBlock(range.endContainer, `.clause, ${BLOCK}`).append(offer);
    place();
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(offerLink, 200);
  };

  button.addEventListener("click", async () => {
    const link = `${location.href.split(/[?#]/)[0]}#${findId()}:~:text=${makeFragment()}`;
    try {
      await navigator.clipboard.writeText(link);
      button.textContent = "Link copied";
    } catch {
      prompt("Copy this link:", link);
    }
  });
  offer.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("selectionchange", later);
  addEventListener("pointerdown", () => {
    held = true;
  });
  for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => {
    held = false;
    later();
  });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") offer.remove();
  });
  addEventListener("scroll", place, { passive: true, capture: true });
  addEventListener("resize", place);
  later();
})();
