// What every page needs at once: the two buttons of the header, and the way to what is loaded only
// when it is used.
const briefing = {};
(() => {
  "use strict";

  briefing.make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const here = document.currentScript.src;
  const isFolder = location.protocol === "file:";
  const loads = {}; // by address

  // By an element and not by import(), which a browser forbids where the site is read from a
  // folder.
  briefing.load = (name) =>
    loads[name] ??= new Promise((done, fail) => {
      const script = briefing.make("script", { src: new URL(name, here), onload: done });
      script.onerror = () => {
        delete loads[name];
        script.remove();
        fail(new Error(name));
      };
      document.head.append(script);
    });

  const use = (script, action, fail) => briefing.load(script).then(action).catch(fail);

  // Gives a full address. In a folder, a link to a page has to name its file.
  briefing.locate = (path, base = new URL("../..", here)) => {
    const address = new URL(path, base);
    if (
      address.protocol === "file:" && address.pathname.endsWith("/")
    ) address.pathname += "index.html";
    return address.href;
  };
  if (isFolder) {
    for (const link of document.querySelectorAll("a[href]")) {
      const address = link.getAttribute("href");
      const file = briefing.locate(address, location.href);
      if (file !== new URL(address, location.href).href) link.setAttribute("href", file);
    }
  }

  briefing.isPlain = (event) =>
    !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

  document.addEventListener("click", (event) => {
    const control = event.target.closest("a.cite[data-cite]");
    // A folder lets nothing be fetched for the dialog.
    if (!control || isFolder || !briefing.isPlain(event)) return;
    event.preventDefault();
    use(
      "./cite.js",
      () => briefing.cite(control),
      () => location.assign(control.href)
    );
  });

  document.addEventListener("selectionchange", () => {
    if (!getSelection().isCollapsed) briefing.load("./passage.js").catch(() => {
      /* then no link is offered */
    });
  });

  const form = document.querySelector(".check-citation");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    use(
      "./quotations.js",
      () => briefing.check(form, event.submitter),
      () => {
        form.lastElementChild.textContent = "The check could not be loaded.";
      }
    );
  });

  // ---- Search ----

  const search = document.querySelector("dialog.search");

  function openSearch() {
    search.showModal();
    search.querySelector("input").select();
    use(
      "./search.js",
      () => briefing.search,
      () => {
        search.querySelector("[role=status]").textContent = "The search could not be loaded.";
      }
    );
  }

  for (const button of document.querySelectorAll(".search-button")) button.addEventListener(
    "click",
    openSearch
  );
  search.querySelector("button").addEventListener("click", () => search.close());
  addEventListener("mousedown", ({ target }) => {
    if (target.matches("dialog")) target.close();
  }); // the backdrop of any
  addEventListener("keydown", (event) => {
    if (
      !["/", "s"].includes(event.key) ||
      !briefing.isPlain(event) ||
      document.querySelector("dialog[open]")
    ) return;
    if (event.target.closest?.("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    openSearch();
  });

  // ---- The strip of pages, which scrolls on a narrow screen ----

  const tabs = document.querySelector(".tabs");
  const reveal = (link) => {
    const [at, box] = [link, tabs].map((part) => part.getBoundingClientRect());
    tabs.scrollLeft += Math.max(0, at.right - box.right) - Math.max(0, box.left - at.left);
  };
  tabs?.addEventListener("focusin", ({ target }) => reveal(target));
  tabs?.querySelectorAll("[aria-current]").forEach(reveal);

  // ---- What a reader chooses for all pages ----

  const root = document.documentElement.dataset;
  const keep = (name, choice) => {
    try {
      localStorage.setItem(name, choice);
    } catch {
      /* forbidden: then it is for this page alone */
    }
  };

  // Text, or text and checks. What was chosen before stands in the two buttons from here on; also
  // where a browser has kept a page as it was left, and another was chosen since.
  const depths = [...document.querySelectorAll(".depth input")];
  function takeDepth() {
    for (const one of depths) one.checked ||= one.value === root.depth;
    delete root.depth;
  }
  for (const one of depths) one.addEventListener("change", () => keep("depth", one.value));
  takeDepth();
  addEventListener("pageshow", takeDepth);
  // Paper shows what the window does; it is too narrow to tell how wide that was.
  const isWide = matchMedia("(min-width: 53.75em)");
  addEventListener("beforeprint", () => {
    if (!depths.some((one) => one.checked)) root.depth = isWide.matches ? "checks" : "text";
  });
  addEventListener("afterprint", () => delete root.depth);

  // ---- The sections, which stand beside the text where there is room ----

  const isBeside = matchMedia("(min-width: 76.25em)");
  const sections = [...document.querySelectorAll(".contents a")].map((link) => ({
    link,
    heading: document.getElementById(decodeURIComponent(link.hash.slice(1)))
  }));
  function markSection() {
    const isEnd = scrollY && scrollY + innerHeight > document.documentElement.scrollHeight - 2;
    const line = isEnd ? innerHeight : innerHeight / 3;
    const isAbove = ({ heading }) => heading?.getBoundingClientRect().top < line;
    const current = isBeside.matches && sections.findLast(isAbove);
    for (const { link } of sections) link.ariaCurrent = link === current?.link ? "location" : null;
  }
  if (sections.length) {
    addEventListener("scroll", markSection, { passive: true });
    isBeside.addEventListener("change", markSection);
    markSection();
  }

  // ---- Colours ----

  // From automatic to the other scheme first, so that every press shows something or names itself
  // automatic.
  const NEXT = matchMedia("(prefers-color-scheme: dark)").matches
    ? { auto: "light", light: "dark", dark: "auto" }
    : { auto: "dark", dark: "light", light: "auto" };
  const scheme = document.querySelector(".scheme-button");

  function nameScheme() {
    if (!(root.scheme in NEXT)) root.scheme = "auto";
    const names = { auto: "automatic", light: "light", dark: "dark" };
    scheme.title = `Colours: ${names[root.scheme]}. Switch to ${names[NEXT[root.scheme]]}`;
    scheme.setAttribute("aria-label", scheme.title);
  }

  scheme.addEventListener("click", () => {
    root.scheme = NEXT[root.scheme];
    keep("scheme", root.scheme);
    nameScheme();
  });
  nameScheme();
})();
