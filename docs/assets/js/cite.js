// A dialog with the citations of a section or a paragraph. site.js loads it at the first use of a
// control; without a script each control is a link to the same citations on the page of citations.
(() => {
  "use strict";

  const FORMS = {
    chicago: "Chicago note",
    apa: "APA",
    mla: "MLA",
    note: "Note",
    biblatex: "BibLaTeX",
    bibtex: "BibTeX",
    ris: "RIS",
    csl: "CSL-JSON"
  };
  const { make } = briefing;
  const fetched = {}; // what there is to cite, by the way to its page
  let data;
  let opener;
  const heading = make("h2");
  const title = make("p", { className: "cite-title" });
  const body = make("div", { className: "cite-body" });
  const status = make("p", { role: "status" });
  const close = make("button", { type: "button", textContent: "Close" });
  const head = make("div", { className: "cite-head", id: "cite-head" }, heading, title);
  const dialog = make(
    "dialog",
    { className: "cite-dialog" },
    head,
    body,
    make("div", { className: "cite-foot" }, status, close)
  );
  dialog.setAttribute("aria-labelledby", head.id);

  async function copy(name, text, button) {
    status.textContent = "";
    body.querySelector(".copied")?.classList.remove("copied");
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.classList.add("copied");
      status.textContent = `${name} copied`;
    } catch {
      text.closest("details").open = true;
      getSelection().selectAllChildren(text);
      status.textContent = "Press Ctrl+C to copy";
    }
  }

  // Styled citations are lists of roman and italic parts in turn; data formats are plain strings.
  function makeForm(name, form) {
    const isStyled = Array.isArray(form);
    const parts = [form]
      .flat()
      .map((part, index) => index % 2 ? make("i", { textContent: part }) : part);
    const text = make(isStyled ? "p" : "pre", {}, ...parts);
    const button = make("button", {
      type: "button",
      textContent: "Copy",
      ariaLabel: `Copy ${name}`
    });
    button.addEventListener("click", () => copy(name, text, button));
    return make(
      "div",
      { className: "cite-form" },
      make("details", { open: isStyled }, make("summary", { textContent: name }), text),
      button
    );
  }

  function makeChoice(choices, forms) {
    const fill = (item) =>
      forms.replaceChildren(
        ...Object.keys(FORMS)
          .filter((form) => form in item)
          .map((form) => makeForm(FORMS[form], item[form]))
      );
    fill(choices[0][1]);
    return make(
      "fieldset",
      { hidden: choices.length < 2 },
      make("legend", { textContent: "Citation of" }),
      ...choices.map(([name, item], index) => {
        const radio = make("input", { type: "radio", name: "cite-choice", checked: !index });
        radio.addEventListener("change", () => {
          status.textContent = "";
          fill(item);
        });
        return make("label", {}, radio, name);
      })
    );
  }

  // What is cited by a control: a section, or the paragraph of an id, by its own address.
  function read(control) {
    const id = control.dataset.cite;
    const paragraph = data.paragraphs[id];
    const item = data.items[paragraph?.item ?? id];
    const address = paragraph?.address ?? item.address;
    // A paragraph has one of its own, where a key stands.
    const key = item.forms.ris?.match(/^ID {2}- (.+)/m)?.[1];
    const keys = ["{%,", "ID  - %\n", '"id": "%"'].map((place) =>
      [key, `${key?.split("--")[0]}--${id}`].map((one) => place.replace("%", one))
    );
    const inLatex = (one) => one.replace(/[#$%&_]/g, "\\$&");
    const addresses = [[item.address, address], [item.address, address].map(inLatex)];
    const swaps = address === item.address ? [] : [...keys, ...addresses];
    const place = (form) =>
      Array.isArray(form)
        ? form.map(place)
        : swaps.reduce((text, [from, to]) => text.replaceAll(from, () => to), form);
    const own = Object.fromEntries(
      Object.entries(item.forms).map(([name, form]) => [name, place(form)])
    );
    return { item, paragraph, address, own };
  }

  function show(control) {
    const { item, paragraph, address, own } = read(control);
    const sources = (paragraph?.sources ?? []).map((key) => [
      `Its source: ${data.sources[key].title}`,
      data.sources[key].forms
    ]);
    const forms = make("div");
    const name = control.matches("option:first-child")
      ? "Cite this page"
      : control.ariaLabel ?? "Cite this section";
    heading.textContent = name.split(":")[0];
    title.textContent = item.title;
    status.textContent = "";
    const live = data.path
      ? makeForm("link to the current text", [address.replace(data.path, "")])
      : "";
    body.replaceChildren(
      makeForm("link", [address]),
      live,
      makeChoice([["This paragraph", own], ...sources], forms),
      forms
    );
    if (!dialog.open) dialog.showModal();
    body.scrollTop = 0;
    body.querySelector("button").focus();
  }

  // Fetches what there is to cite where a control stands.
  async function fetchFor(control) {
    const of = control.closest("[data-of]")?.dataset.of ?? "";
    data = fetched[of] ??= await (await fetch(`${of}citations.json`)).json();
  }

  // Gives the reference of a paragraph as a note has it, with edition and address.
  briefing.refer = async (control) => {
    await fetchFor(control);
    const { own } = read(control);
    const form = Object.keys(FORMS).find((name) => name in own);
    return [own[form]].flat().join("").replace(/\.$/, "");
  };

  briefing.cite = async (control) => {
    opener = control;
    // On the page of citations.
    control = control.closest("form")?.elements[0].selectedOptions[0] ?? control;
    await fetchFor(control);
    if (!dialog.isConnected) document.body.append(dialog);
    show(control);
  };

  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => opener.focus({ preventScroll: true }));
})();
