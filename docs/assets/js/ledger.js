// Filters the ledger of claims, where there is one; the choice stands in the address, so that a
// view can be shared.
(() => {
  "use strict";
  const form = document.querySelector(".ledger-filter");
  if (!form || form.hidden) return; // the first editions have kept one that does nothing
  const rows = [...document.querySelectorAll(".ledger tbody tr")];
  const read = (row, part) =>
    [...row.querySelector(part).classList].map((name) => name.replace("is-", ""));
  const tell = (row) => {
    const keys = [...row.cells[3].querySelectorAll("ul:not(small ~ ul) a")].map((link) =>
      link.hash.slice(1)
    );
    // Edition 3 kept all of it so.
    const kept = Object.entries(row.dataset).map(([name, words]) => [name, words.split(" ")]);
    return {
      kind: read(row, ".kind"),
      verdict: read(row, ".verdict"),
      source: keys.length ? keys : ["none"],
      ...Object.fromEntries(kept)
    };
  };

  function show() {
    const chosen = [...new FormData(form)].filter(([, value]) => value);
    for (const row of rows) row.hidden = !chosen.every(
      ([name, value]) => tell(row)[name].includes(value)
    );
    form.querySelector("[role=status]").textContent = briefing.fill(_("{n} of {all} claims"), {
      n: rows.filter((row) => !row.hidden).length,
      all: rows.length
    });
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
  show();
})();
