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
    const look = () => {
      const { outlineStyle, outlineWidth, opacity } = getComputedStyle(part);
      const box = [...part.getClientRects()].find(({ width, height }) => width && height) ?? part.getBoundingClientRect();
      const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return {
        name: `${part.tagName}.${part.className} ${(part.ariaLabel ?? part.textContent).trim().slice(0, 40)}`,
        isMarked: (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || part.matches("sup:target > a"),
        isSeen: opacity !== "0" && Boolean(part.contains(over) || over?.contains(part)),
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

  // Of each stop of the keyboard, whether it can be seen.
  stops: () => [...document.querySelectorAll("article :is(a[href], button, summary, input, select)")]
    .filter((part) => part.tabIndex >= 0 && part.checkVisibility())
    .map((part) => getComputedStyle(part).opacity !== "0" && part.getBoundingClientRect().width > 1),

  // Parts whose words are cut off, or stand in a column of a few letters.
  clipped: () => [...document.querySelectorAll("article :is(p, li, h1, h2, h3), header a, nav a")].filter((part) =>
    part.checkVisibility() && !part.closest(".visually-hidden") && (part.scrollWidth > part.clientWidth + 1
    && getComputedStyle(part).overflowX === "hidden"
    || part.matches(".claim, .attribution") && part.clientWidth < 10 * parseFloat(getComputedStyle(part).fontSize))).map((part) => part.textContent),

  // How high everything stands in the article but for the card.
  places: () => [...document.querySelectorAll("article :not(.note-card, .note-card *)")].filter(
    (part) => part.checkVisibility()).map((part) => part.getBoundingClientRect().top),

  // The statements of a page, and the rows of the ledger, in the same form; what is ours bears no verdict.
  claims: (kinds) => [...document.querySelectorAll("p.claim")].flatMap((claim) => {
    const clauses = [...claim.querySelectorAll(".clause")];
    return (clauses.length ? clauses : [claim]).map((part) => ({
      address: `${location.pathname}#${part.id || part.querySelector("span[id]").id}`, // for reader views
      kind: kinds.find((kind) => part.classList.contains(kind)),
      verdict: part.querySelector(".verdict")?.textContent ?? "–",
      keys: [...new Set([...part.querySelectorAll("a.footnote-ref")].map((one) => one.hash.replace("#fn:cite-", "")))],
    }));
  }),
  ledger: () => [...document.querySelectorAll(".ledger tbody tr")].map((row) => ({
    address: (({ pathname, hash }) => pathname + hash)(row.cells[0].querySelector("a")),
    kind: row.querySelector(".kind").className.split("is-")[1],
    verdict: row.cells[4].querySelector(".verdict").textContent,
    keys: [...row.cells[3].querySelectorAll("ul:not(small ~ ul) a")].map((link) => link.hash.slice(1)),
  })),

  // The boxes of each claim, of its label and of its records.
  margin: () => [...document.querySelectorAll("p.claim")].map((claim) => {
    const box = (part) => part.getBoundingClientRect().toJSON();
    return {
      text: box(claim), label: box(claim.querySelector(".claim-label")),
      records: [...claim.querySelectorAll(".record")].filter((part) => part.checkVisibility()).map(box),
    };
  }),
  // Where the links of each clause lead.
  keys: (selector) => [...document.querySelectorAll(".clause")].map((claim) =>
    [...new Set([...claim.querySelectorAll(selector)].map((link) => link.hash))]),

  // On paper: colours; each claim with the address that is printed beside it; how many of its letters fill a line.
  colours: () => ["html", "body", "article", "h1", "article p:not([class])"].map(
    (name) => getComputedStyle(document.querySelector(name))).map((style) => [style.color, style.backgroundColor]),
  addresses: () => [...document.querySelectorAll("p.claim")].map((claim) => {
    const label = claim.querySelector(".claim-label");
    const address = label.querySelector(".address");
    const text = address ? address.textContent : getComputedStyle(label, "::after").content;
    return [new URL(label.href).hash, (address ?? label).getClientRects().length ? text.replaceAll('"', "") : ""];
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

  // Select words in a part.
  select: ([id, words]) => {
    const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && !walker.currentNode.data.includes(words));
    const start = walker.currentNode.data.indexOf(words);
    getSelection().setBaseAndExtent(walker.currentNode, start, walker.currentNode, start + words.length);
    walker.currentNode.parentElement.scrollIntoView({ block: "center" });
  },
  selectAll: (part) => {
    getSelection().selectAllChildren(part);
    part.scrollIntoView({ block: "center" });
  },
};

// What the fixture and a test of shifts wait for.
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
  console.error(`policy: ${violatedDirective}: ${blockedURI} ${sourceFile}`));
window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; }))
  .observe({ type: "layout-shift", buffered: true });
