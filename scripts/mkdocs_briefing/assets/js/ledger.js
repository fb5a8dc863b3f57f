// Filters the ledger of claims, the list of sources, or the lines of the article, by what each row says in its data; the choice stands in the address, so that a view can be shared.
(() => {
  "use strict";

  const form = document.querySelector(".ledger-filter");
  const status = form.querySelector("[role=status]");
  const rows = [...document.querySelectorAll(".ledger tbody tr, .source, .lines > li")];

  function show() {
    const chosen = [...new FormData(form)].filter(([, value]) => value);
    const isAsked = ({ dataset }) =>
      chosen.every(([name, value]) => dataset[name].split(" ").includes(value));
    const target = briefing.find(location.hash);
    for (const row of rows) row.hidden = !isAsked(row) && !row.contains(target);
    const count = rows.filter(({ hidden }) => !hidden).length;
    status.textContent = status.textContent.replace(/\d+/, count);
    return chosen;
  }

  function keep() {
    const query = new URLSearchParams(show()).toString();
    const address = location.pathname + (query && `?${query}`) + location.hash;
    history.replaceState(history.state, "", address);
  }

  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    const choices = [...(field?.options ?? field ?? [])];
    const chosen = choices.find((one) => value === one.value || value === one.dataset.older);
    if (chosen) field.value = chosen.value;
  }
  form.addEventListener("change", keep);
  form.addEventListener("reset", () => setTimeout(keep));
  // What is asked for by its address is there.
  addEventListener("hashchange", () => {
    show();
    briefing.find(location.hash)?.scrollIntoView();
  });
  show();
})();
