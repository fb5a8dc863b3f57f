// Filters the ledger of claims; the choice stands in the address, so that a view can be shared.
(() => {
  "use strict";
  const form = document.querySelector(".ledger-filter");
  const rows = [...document.querySelectorAll(".ledger tbody tr")];
  const status = form.querySelector("[role=status]");
  const choices = [...form.querySelectorAll("select")];

  function show() {
    let count = 0;
    for (const row of rows) {
      row.hidden = !choices.every(({ name, value }) => !value || row.dataset[name].split(" ").includes(value));
      count += !row.hidden;
    }
    status.textContent = `${count} of ${rows.length} claims`;
  }

  function keep() {
    const address = new URL(location.href);
    for (const { name, value } of choices) value ? address.searchParams.set(name, value) : address.searchParams.delete(name);
    history.replaceState(history.state, "", address);
  }

  for (const [name, value] of new URLSearchParams(location.search)) {
    const option = [...(form.elements[name]?.options ?? [])].find((option) => option.value === value);
    if (option) option.selected = true;
  }
  form.addEventListener("change", () => { show(); keep(); });
  form.addEventListener("reset", () => setTimeout(() => { show(); keep(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
})();
