// What every page needs at once: the buttons of the header, what a reader chooses for all pages, and
// the way to what is loaded only when it is used.
const briefing = {};
(() => {
  "use strict";

  const here = document.currentScript.src;
  const root = document.documentElement.dataset;
  const isFolder = location.protocol === "file:";
  const loads = {}; // by name

  briefing.make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  briefing.find = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));

  // By an element and not by import(), which a browser forbids where the site is read from a folder.
  briefing.load = (name) => {
    loads[name] ??= new Promise((done, fail) => {
      const url = new URL(name, here);
      const isStyle = name.endsWith(".css");
      const what = isStyle ? { rel: "stylesheet", href: url } : { src: url };
      const handlers = { onload: done, onerror: fail };
      document.head.append(briefing.make(isStyle ? "link" : "script", { ...what, ...handlers }));
    });
    return loads[name];
  };
  // Before a dialog or a note is shown; one that is plain is better than none.
  briefing.dress = (style = "../css/dialogs.css") => briefing.load(style).catch(() => {});

  // Gives a full address. In a folder, a link to a page has to name its file.
  briefing.locate = (path, base = new URL("../..", here)) => {
    const address = new URL(path, base);
    if (isFolder && address.pathname.endsWith("/")) address.pathname += "index.html";
    return address.href;
  };
  for (const link of isFolder ? document.querySelectorAll("a[href]") : []) {
    // not .href, which a link within a drawing does not let anybody set
    link.setAttribute("href", briefing.locate(link.getAttribute("href"), location.href));
  }

  document.addEventListener("click", (event) => {
    const control = event.target.closest("a[data-cite]");
    if (!control || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const page = briefing.locate(control.href, location.href);
    const cite = () => briefing.cite(control);
    briefing.dress().then(() => briefing.load("./cite.js")).then(cite).catch(() => location.assign(page));
  });

  // What a reader opens near the foot of the window comes into sight, as far as what opened it stays.
  briefing.reveal = (fold) => {
    const over = fold.lastElementChild.getBoundingClientRect().bottom + 12 - innerHeight;
    const above = fold.firstElementChild.getBoundingClientRect().top - 90;
    if (over > 0) scrollBy(0, Math.max(0, Math.min(over, above)));
  };
  document.addEventListener("toggle", ({ target: fold }) => {
    if (!fold.open || !fold.contains(document.activeElement) || !fold.closest("article")) return;
    briefing.reveal(fold);
    if (!fold.matches(".cite-popup")) return;
    briefing.load("./cite.js").then(() => briefing.offer(fold)).catch(() => {}); // its links remain
  }, true);

  const search = document.querySelector("dialog.search");
  async function openSearch() {
    await briefing.dress();
    search.showModal();
    search.querySelector("input").select();
    briefing.load("./search.js").then(() => briefing.search).catch(() => {
      search.querySelector("[role=status]").textContent = "The search could not be loaded.";
    });
  }
  for (const button of document.querySelectorAll(".search-button")) {
    button.addEventListener("click", openSearch);
  }
  // A key that opens it, but where somebody writes.
  document.addEventListener("keydown", (event) => {
    const isWriting = event.target.closest("input:not([type=radio]), select, textarea, dialog");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting) return;
    event.preventDefault();
    openSearch();
  });

  // The menu of pages closes by Escape, and by a click beside it; so does the way to cite.
  const menus = [...document.querySelectorAll(".tabs-bar details, .cite-popup")];
  document.addEventListener("click", ({ target }) => {
    for (const menu of menus) menu.open &&= menu.contains(target) || target.closest("dialog");
  });
  document.addEventListener("keydown", ({ key, target }) => {
    const isMeant = key === "Escape" && !target.closest("dialog");
    const menu = isMeant && menus.findLast(({ open }) => open);
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // Where a reader is in the contents.
  const links = [...document.querySelectorAll(".contents a")];
  const findTop = (link) => briefing.find(link.hash).getBoundingClientRect().top;
  function markSection() {
    const isEnd = scrollY && scrollY + innerHeight > document.documentElement.scrollHeight - 2;
    const line = isEnd ? innerHeight : innerHeight / 3;
    const current = links.findLast((link) => findTop(link) < line);
    for (const link of links) link.ariaCurrent = link === current ? "location" : null;
  }
  addEventListener("scroll", markSection, { passive: true });
  requestAnimationFrame(() => setTimeout(markSection)); // to ask now would lay the page out twice

  // What is chosen holds for all pages; where storage is forbidden, for this one.
  function keep(name, choice) {
    root[name] = choice;
    try {
      localStorage.setItem(name, choice);
    } catch {}
  }

  // Text, or text and checks: what was chosen before (scheme.js), also where a browser has kept a page
  // as it was left, and another was chosen since.
  const depths = document.querySelectorAll(".depth input");
  function takeDepth() {
    for (const depth of depths) depth.checked = depth.value === (root.depth ?? "text");
  }
  // What is read stays where it is, also where a browser does not see to it: on a phone, what stands behind the
  // paragraph above it opens, too.
  let line = null;
  let top = 0;
  function noteLine(event) {
    if (!event.target.closest(".depth")) return;
    const blocks = [...document.querySelectorAll("article > :is(h2, p)")];
    const below = document.querySelector(".site-header").getBoundingClientRect().bottom;
    const findTop = (block) => block.getBoundingClientRect().top;
    const isHeld = (block) => findTop(block) >= below && findTop(block) < innerHeight;
    line = blocks.find(isHeld) ?? blocks.findLast((block) => findTop(block) < below);
    top = line && findTop(line);
  }
  addEventListener("pointerdown", noteLine);
  addEventListener("keydown", noteLine);
  for (const depth of depths) {
    depth.addEventListener("change", () => {
      keep("depth", depth.value);
      if (line) scrollBy(0, line.getBoundingClientRect().top - top);
    });
  }
  takeDepth();
  addEventListener("pageshow", takeDepth);

  // Colours: from automatic to the other scheme first, so that every press shows something.
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const SCHEMES = isDark ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
  const button = document.querySelector(".scheme-button");
  const nameScheme = () => {
    button.title = `Colours: ${root.scheme.replace("auto", "automatic")}`;
  };
  button.addEventListener("click", () => {
    keep("scheme", SCHEMES.at((SCHEMES.indexOf(root.scheme) + 1) % SCHEMES.length));
    nameScheme();
  });
  nameScheme();
})();
