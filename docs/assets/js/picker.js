// On the page of citations: what is chosen in the list is what the link cites.
(() => {
  "use strict";

  const picker = document.querySelector(".cite-picker");
  const [list, link] = [picker.querySelector("select"), picker.querySelector("a")];

  function aim() {
    const { value, dataset, textContent, previousElementSibling: before } = list.selectedOptions[0];
    Object.assign(link.dataset, { cite: value, of: dataset.of });
    link.href = `#${dataset.key}`;
    link.ariaLabel = briefing.fill(before ? _("Cite this section: {title}") : _("Cite this page: {title}"), { title: textContent });
  }

  list.addEventListener("change", aim);
  aim();
})();
