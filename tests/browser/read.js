const parents = (part) => part.parentElement ? [part.parentElement, ...parents(part.parentElement)] : [];
// What tests read of a page: every page that `open_page` opens has it, as `read`, unless it runs no scripts.
window.read = {
  // Whatever a style sets in motion.
  moving: () => [...document.querySelectorAll("*")].filter((part) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(part);
    return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto";
  }).map((part) => part.outerHTML.slice(0, 80)),

  // Where the focus is, whether it can be seen, and whether anything lies over it, once what it opens is open.
  focus: async () => {
    const part = document.activeElement;
    if (part === document.body) return null;
    const last = window.last;
    if (!part.closest(".note-card")) window.last = part; // a card is gone after it
    const shown = part.closest(".depth label") ?? part; // whose words stand for its button
    const look = () => {
      const { outlineStyle, outlineWidth, opacity } = getComputedStyle(shown);
      // In its first line. Of a link in a drawing its first part: between a mark and its words there is nothing of it.
      const drawn = shown.closest("svg") ? shown.querySelector(":not(title)") : shown;
      const box = [...drawn.getClientRects()].find(({ width, height }) => width && height) ?? drawn.getBoundingClientRect();
      const over = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 8));
      return {
        name: `${part.tagName}.${part.className} ${(part.ariaLabel ?? part.textContent).trim().slice(0, 40)}`,
        isMarked: (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || part.matches("sup:target > a"),
        isSeen: opacity !== "0" && Boolean(shown.contains(over) || over?.contains(shown)),
        over: `${over?.tagName}.${over?.className}`,
        isInWindow: box.top > -1 && box.bottom < innerHeight + 1 && box.left > -1 && box.right < innerWidth + 1,
        isNext: !last || Boolean(last.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING),
      };
    };
    for (let frame = 0; frame < 30 && !(look().isSeen && look().isInWindow); frame++) {
      await new Promise(requestAnimationFrame);
    }
    return look();
  },

  // Parts whose words are cut off, or stand in a column of a few letters.
  clipped: () => [...document.querySelectorAll("article :is(p, li, h1, h2, h3), header a, nav a")].filter((part) =>
    part.checkVisibility() && !part.closest(".visually-hidden") && part.clientWidth !== 1 && (part.scrollWidth > part.clientWidth + 1
    && getComputedStyle(part).overflowX === "hidden"
    || part.matches(".claim") && part.clientWidth < 10 * parseFloat(getComputedStyle(part).fontSize))).map((part) => part.textContent),

  // The kind of each row of the ledger, and the keys of its sources.
  ledger: () => [...document.querySelectorAll(".ledger tbody tr")].map((row) => ({
    kind: row.dataset.kind,
    keys: [...row.querySelectorAll(".seen > summary + ul a[href*='sources/#']")].map((link) => link.hash.slice(1)),
  })),

  // What stands in the sentences of a page but what may: text, links, emphasis, abbreviations, numbers of notes, the
  // name of a voice, and at the end of a clause, held to its last word, one sign without any words of its own.
  foreign: () => [...document.querySelectorAll("p.claim *")].filter((part) => {
    const isSign = part.matches(".clause > .held > .mark:last-child:not(:has(~ *))") && !part.textContent && part.ariaLabel;
    if (part.matches(".voice, .voice > span") || isSign) return false;
    const signs = ["::before", "::after"].map((sign) => getComputedStyle(part, sign).content);
    const may = "a[href], em, i, b, q, abbr, strong, sup, span.clause, span.held:last-child, span[lang], span[id]:empty, data[value]";
    return !part.matches(may) || signs.some((sign) => !["none", "normal", '""'].includes(sign));
  }).map((part) => part.outerHTML),
  // How many words a reader sees in some parts.
  words: (selector) => {
    const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
    let words = 0;
    while (walker.nextNode()) {
      const part = walker.currentNode.parentElement;
      const range = document.createRange();
      range.selectNode(walker.currentNode);
      const isSeen = part.checkVisibility({ contentVisibilityAuto: true }) && range.getBoundingClientRect().width > 1
        && ![part, ...parents(part)].some((one) => one.offsetWidth === 1);
      if (isSeen && part.closest(selector)) words += walker.currentNode.data.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    }
    return words;
  },
  // The sizes of all letters, seen or not, with what stylesheets write before and behind parts.
  allSizes: () => {
    const sizes = new Set();
    for (const part of document.querySelectorAll("body, body *")) {
      sizes.add(getComputedStyle(part).fontSize);
      for (const side of ["::before", "::after"]) {
        const style = getComputedStyle(part, side);
        if (!["none", "normal"].includes(style.content)) sizes.add(style.fontSize);
      }
    }
    return [...sizes];
  },
  // How much white is below each paragraph of the text, beside the margins of two neighbours in a column.
  white: () => {
    const article = document.querySelector("article");
    const { left } = article.getBoundingClientRect();
    const column = [...article.querySelectorAll(":scope > *, :scope > .entries > *")].filter((part) => part.checkVisibility()
      && part.getBoundingClientRect().height > 1 && Math.abs(part.getBoundingClientRect().left - left) < 2);
    return column.slice(1).flatMap((next, index) => {
      const part = column[index];
      if (part.localName !== "p") return [];
      const letters = document.createRange();
      letters.selectNodeContents(part);
      const margins = parseFloat(getComputedStyle(part).marginBottom) + parseFloat(getComputedStyle(next).marginTop);
      return [[part.id, next.getBoundingClientRect().top - letters.getBoundingClientRect().bottom - margins]];
    });
  },

  // On paper: colours; each claim with the address that is printed beside it; how many of its letters fill a line.
  colours: () => ["html", "body", "article", "h1", "article p:not([class])"].map(
    (name) => getComputedStyle(document.querySelector(name))).map((style) => [style.color, style.backgroundColor]),
  addresses: () => [...document.querySelectorAll("p.claim")].map((claim) => {
    const address = claim.querySelector(".address");
    const place = claim.id ? claim : claim.querySelector("span[id]:empty"); // for reader views
    const text = address?.checkVisibility() ? address.textContent : getComputedStyle(place, "::before").content;
    return [`#${place.id.replace(/^.*--/, "")}`, text.replace(/^"#" "|"/g, (sign) => sign.length > 1 ? "#" : "")];
  }),
  letters: () => [...document.querySelectorAll("p.claim")].map((one) => {
    const style = getComputedStyle(one);
    const line = document.createElement("span");
    line.style = "position: absolute; white-space: nowrap";
    line.textContent = one.textContent.replace(/\s+/g, " ");
    one.append(line);
    const letters = parseFloat(style.width) / line.offsetWidth * line.textContent.length;
    line.remove();
    return letters;
  }),
};

// What the fixture and a test of shifts wait for.
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
  console.error(`policy: ${violatedDirective}: ${blockedURI} ${sourceFile}`));
window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; }))
  .observe({ type: "layout-shift", buffered: true });
