// Filters the ledger of claims, or the index of sources with its entries, where there is one; the
// choice stands in the address, so that a view can be shared.
(() => {
  "use strict";
  const form = document.querySelector(".ledger-filter");
  if (!form) return;
  const rows = [...document.querySelectorAll(":is(.ledger, .source-index) tbody tr")];
  const read = (row, part) =>
    [...row.querySelector(part).classList].map((name) => name.replace("is-", ""));
  const readClaim = (row) => {
    const keys = [...row.cells[3].querySelectorAll("ul:not(small ~ ul) a")].map((link) =>
      link.hash.slice(1)
    );
    return {
      kind: read(row, ".kind"),
      verdict: read(row, ".verdict"),
      source: keys.length ? keys : ["none"]
    };
  };
  const tell = (row) => ({
    ...(row.closest(".ledger") && readClaim(row)),
    ...Object.fromEntries(
      Object.entries(row.dataset).map(([name, words]) => [name, words.split(" ")])
    )
  });
  // A source has an entry below the index.
  const findEntry = (row) =>
    row.closest(".source-index") &&
    document.getElementById(row.querySelector("a").hash.slice(1)).closest(".source");

  function show() {
    const chosen = [...new FormData(form)].filter(([, value]) => value);
    for (const row of rows) {
      const told = tell(row);
      row.hidden = !chosen.every(([name, value]) => told[name].includes(value));
      const entry = findEntry(row);
      if (entry) entry.hidden = row.hidden && !entry.querySelector(":target");
    }
    const words = form.dataset.words || "{n} of {all} claims";
    form.querySelector("[role=status]").textContent = words
      .replace("{n}", rows.filter((row) => !row.hidden).length)
      .replace("{all}", rows.length);
    return chosen;
  }

  function keep() {
    const query = new URLSearchParams(show()).toString();
    history.replaceState(
      history.state,
      "",
      location.pathname + (query && `?${query}`) + location.hash
    );
  }

  for (const [name, value] of new URLSearchParams(location.search)) {
    const options = form.querySelectorAll(
      `input[name="${CSS.escape(name)}"], [name="${CSS.escape(name)}"] option`
    );
    const option = [...options].find((one) => one.value === value);
    if (option) option.checked = option.selected = true; // a button, or an entry of a list
  }
  form.addEventListener("change", keep);
  form.addEventListener("reset", () => setTimeout(keep));
  addEventListener("hashchange", show); // what is asked for by its address is there
  show();
})();
