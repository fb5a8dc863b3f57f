// What a reader drags over, and where a pointer has to go for it: sentences and statements of a page.
window.copying = (() => {
  // What is links alone cannot be dragged over: a drag takes the link along.
  const BLOCKS = "article p:not(.basis, .row__ways, .footnote *, .checks *, .checks__way, figure *, form *, [data-derived], [data-derived] *, .status *)";
  const NO_WORDS = "sup:has(a), sup:has(a) + sup:has(+ sup a), .cite-affix, .bottom-line-name, .passage, .note-card, .visually-hidden, [data-derived]";
  const isWord = (node) => !node.parentElement.closest(NO_WORDS);
  const listNodes = (part) => {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes.filter(isWord); // not by the walker, which calls nothing where scripts are off
  };
  // A stretch of text of a part, without white space at its ends.
  const cut = (part, text, from) => {
    const start = from + text.length - text.trimStart().length;
    return { part, start, end: start + text.trim().length };
  };
  const tidy = (text) => text.replace(/\s+/g, " ").trim();
  const read = ({ part, start, end }) =>
    tidy(listNodes(part).map((node) => node.data).join("").slice(start, end));
  const list = {
    sentence: () => [...document.querySelectorAll(BLOCKS)].flatMap((part) => {
      const text = listNodes(part).map((node) => node.data).join("");
      return [...new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)].map(
        ({ segment, index }) => cut(part, segment, index));
    }),
    statement: () => [...document.querySelectorAll("article .clause")].map((part) =>
      cut(part, listNodes(part).map((node) => node.data).join(""), 0)),
  };
  // The box of the letter at a place in a part.
  const find = (part, at) => {
    for (const node of listNodes(part)) {
      if (at < node.data.length) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect();
      }
      at -= node.data.length;
    }
    return null;
  };
  let found = [];
  return {
    read: (part) => read({ part }),
    // What there is of a kind: the words of each that can be seen.
    list: (kind) => {
      found = list[kind]().filter(({ part, start, end }) => end > start && part.checkVisibility());
      return found.map(read);
    },
    // The points between which the pointer is dragged for the one of a number.
    place: (number) => {
      const { part, start, end } = found[number];
      getSelection().removeAllRanges();
      document.querySelector(".passage")?.remove(); // it goes by itself a moment after a selection
      scrollBy(0, find(part, start).top - innerHeight / 3);
      const [first, last] = [find(part, start), find(part, end - 1)];
      const inset = (box) => Math.min(1, box.width / 4);
      return [
        [first.left + inset(first), (first.top + first.bottom) / 2],
        [last.right - inset(last), (last.top + last.bottom) / 2],
      ];
    },
    // A text field, in which the words are pasted.
    field: () => {
      const field = document.createElement("textarea");
      field.className = "pasted";
      // Always in sight, so that nothing scrolls.
      Object.assign(field.style, { position: "fixed", inset: "auto 0 0", height: "1em" });
      document.body.append(field);
    },
    pasted: () => document.querySelector(".pasted").value,
    focusField: () => {
      const field = document.querySelector(".pasted");
      field.value = "";
      field.focus({ preventScroll: true });
    },
    select: (selector) => {
      const parts = [...document.querySelectorAll(selector)];
      const range = document.createRange();
      range.setStartBefore(parts[0]);
      range.setEndAfter(parts.at(-1));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    },
  };
})();
