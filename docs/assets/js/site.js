// What every page needs at once: the two buttons of the header, and the way to what is loaded only when it is used.
const briefing = {};
(() => {
  "use strict";

  // ---- Scripts that wait for their first use ----

  const here = document.currentScript.src;
  const isFolder = location.protocol === "file:";
  const loads = new Map(); // by address

  // By an element and not by import(), which a browser forbids where the site is read from a folder.
  briefing.load = (name) => {
    if (!loads.has(name)) {
      loads.set(name, new Promise((done, fail) => {
        const script = Object.assign(document.createElement("script"), { src: new URL(name, here), onload: done });
        script.onerror = () => { loads.delete(name); script.remove(); fail(new Error(name)); };
        document.head.append(script);
      }));
    }
    return loads.get(name);
  };

  // Gives a full address. In a folder, a link to a page has to name its file.
  briefing.locate = (path, base = new URL("../..", here)) => {
    const address = new URL(path, base);
    if (address.protocol === "file:" && address.pathname.endsWith("/")) address.pathname += "index.html";
    return address.href;
  };
  if (isFolder) {
    for (const link of document.querySelectorAll("a[href]")) {
      const address = link.getAttribute("href");
      const file = briefing.locate(address, location.href);
      if (file !== new URL(address, location.href).href) link.setAttribute("href", file);
    }
  }

  const isPlain = (event) => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

  document.addEventListener("click", async (event) => {
    const control = event.target.closest("a.cite[data-cite]");
    if (!control || isFolder || !isPlain(event)) return; // a folder lets nothing be fetched for the dialog
    event.preventDefault();
    try {
      await briefing.load("./cite.js");
      await briefing.cite(control);
    } catch {
      location.assign(control.href);
    }
  });

  function awaitSelection() {
    if (getSelection().isCollapsed) return;
    document.removeEventListener("selectionchange", awaitSelection);
    briefing.load("./passage.js").catch(() => { /* then no link is offered */ });
  }
  document.addEventListener("selectionchange", awaitSelection);

  const form = document.querySelector(".check-citation");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await briefing.load("./editions.js");
      briefing.check(form);
    } catch {
      form.querySelector("[role=status]").textContent = "The check could not be loaded.";
    }
  });

  // ---- Search ----

  const search = document.querySelector("dialog.search");
  const [input, close] = [search.querySelector("input"), search.querySelector("button")];

  async function openSearch() {
    search.showModal();
    input.select();
    const status = search.querySelector("[role=status]");
    try {
      await briefing.load("./search.js");
      await briefing.search;
    } catch {
      status.textContent = "The search could not be loaded.";
    }
  }

  for (const button of document.querySelectorAll(".search-button")) button.addEventListener("click", openSearch);
  close.addEventListener("click", () => search.close());
  search.addEventListener("mousedown", ({ target }) => { if (target === search) search.close(); }); // the backdrop
  addEventListener("keydown", (event) => {
    if (!["/", "s"].includes(event.key) || !isPlain(event) || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    openSearch();
  });

  // ---- Colours ----

  // From automatic to the other scheme first, so that every press shows something or names itself automatic.
  const NEXT = matchMedia("(prefers-color-scheme: dark)").matches
    ? { auto: "light", light: "dark", dark: "auto" } : { auto: "dark", dark: "light", light: "auto" };
  const page = document.documentElement.dataset;
  const scheme = document.querySelector(".scheme-button");

  function nameScheme() {
    if (!(page.scheme in NEXT)) page.scheme = "auto";
    const say = (name) => name === "auto" ? "automatic" : name;
    scheme.title = `Colours: ${say(page.scheme)}. Switch to ${say(NEXT[page.scheme])}`;
    scheme.setAttribute("aria-label", scheme.title);
  }

  scheme.addEventListener("click", () => {
    page.scheme = NEXT[page.scheme];
    try { localStorage.setItem("scheme", page.scheme); } catch { /* for this page alone, then */ }
    nameScheme();
  });
  nameScheme();

  // ---- Where the reader is, in the contents ----

  const links = [...document.querySelectorAll(".contents--wide a")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const watch = new IntersectionObserver(() => {
    const isEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 1;
    const at = isEnd ? links.length - 1 : headings.findLastIndex((heading) => heading?.getBoundingClientRect().top < innerHeight / 4);
    links.forEach((link, index) => index === at ? link.setAttribute("aria-current", "location") : link.removeAttribute("aria-current"));
  }, { rootMargin: "0px 0px -75%" });
  headings.filter(Boolean).forEach((heading) => watch.observe(heading));
})();
