// On the page of citations: what is chosen in the list is what the link cites.
(() => {
  "use strict";

  const picker = document.querySelector(".cite-picker");
  const [list, link] = [picker.querySelector("select"), picker.querySelector("a")];

  function aim() {
    const { value, dataset, textContent } = list.selectedOptions[0];
    Object.assign(link.dataset, { cite: value, of: dataset.of });
    link.href = `#${dataset.key}`;
    link.ariaLabel = `Cite this ${value === list.selectedOptions[0].parentElement.firstElementChild.value ? "page" : "section"}: ${textContent}`;
  }

  list.addEventListener("change", aim);
  picker.hidden = false;
  aim();
})();
