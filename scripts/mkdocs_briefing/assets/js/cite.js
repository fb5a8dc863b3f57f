// What a reader copies: the citation of a paragraph or a section and the address that it leads to, and, in
// a dialog, all its forms, with those of its sources. site.js loads it at the first use; without a script
// the page of citations has those of all sections.
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
  const title = make("h2");
  const body = make("div", { className: "cite-body" });
  const status = make("p", { role: "status" });
  const close = make("form", { method: "dialog" }, make("button", {}, "Close"));
  const foot = make("div", { className: "cite-foot" }, status, close);
  const named = { className: "cite-dialog", closedBy: "any", ariaLabel: "Cite" };
  const dialog = make("dialog", named, title, body, foot);
  document.body.append(dialog);

  async function copy(name, text, told = status) {
    try {
      await navigator.clipboard.writeText(text.textContent);
      told.textContent = `${name} copied`;
    } catch {
      getSelection().selectAllChildren(text);
      told.textContent = "Press Ctrl+C to copy";
    }
  }

  const read = async (folder) => (await fetch(`${folder}citations.json`)).json();

  // A line of words may end behind each slash of an address.
  const soften = (words) => words.split(/(?<=\w\/)/).flatMap((part) => [part, make("wbr")]);

  // A form in a style is a list of roman and italic parts in turn; one for programs is a text.
  function makeForm(name, form) {
    const isStyled = Array.isArray(form);
    const parts = [form].flat().flatMap((part, at) => {
      return at % 2 ? [make("i", {}, part)] : isStyled ? soften(part) : [part];
    });
    const text = make(isStyled ? "p" : "pre", {}, ...parts);
    const button = make("button", { ariaLabel: `Copy ${name}`, autofocus: true }, "Copy");
    button.addEventListener("click", () => copy(name, text));
    return make("div", { className: "cite-form" }, make("h3", {}, name), text, button);
  }

  function makeChoice({ name, address, version, forms }, at) {
    const link = address ? [makeForm(`link, ${version}`, [address])] : [];
    const given = Object.keys(FORMS).filter((form) => forms[form]);
    const parts = given.map((form) => makeForm(FORMS[form], forms[form]));
    const fold = { name: "cite-choice", open: !at };
    return make("details", fold, make("summary", {}, name), ...link, ...parts);
  }

  function listChoices({ items, sources }, id, section) {
    const cited = items[id].sources.map((key) => sources[key]);
    const own = { name: id === section ? "This section" : "This paragraph", ...items[id] };
    const around = { name: "Its section", ...items[section] };
    return [
      ...(id === section ? [own] : [own, around]),
      ...cited.map(({ title: name, forms }) => ({ name: `Its source: ${name}`, forms }))
    ];
  }

  // What the way to cite opens: the citation, to be copied whole or its address alone, before its links.
  briefing.offer = async (way) => {
    const box = way.lastElementChild;
    const { address, forms } = (await read("")).items[box.querySelector("a").hash.slice(1)];
    if (box.querySelector("samp")) return;
    const told = make("span", { role: "status" });
    const offer = (name, text) => {
      const button = make("button", {}, `Copy ${name}`);
      button.addEventListener("click", () => copy(name, text, told));
      return button;
    };
    const [words, stop] = forms.chicago.join("").split(address);
    const link = make("span", {}, address);
    const citation = make("samp", {}, words, link, stop);
    box.prepend(citation, offer("citation", citation), offer("link", link), told, make("br"));
    briefing.reveal(way);
  };

  // A line of the article is cited as its section is, at its own address.
  function moveTo(id, section, item) {
    const text = JSON.stringify(item);
    return JSON.parse(["#", "--"].reduce((all, mark) => all.replaceAll(mark + section, mark + id), text));
  }

  // A control says what it cites, or stands behind its address, or beside a list of what can be cited.
  briefing.cite = async (control) => {
    const option = control.closest("form")?.elements[0].selectedOptions[0];
    const named = option?.dataset.cite ?? control.dataset.cite;
    const id = named || control.previousElementSibling.hash.slice(1);
    const folder = option?.parentElement.dataset.of ?? "";
    const data = await read(folder);
    const section = control.hash.split("--")[1] ?? Object.keys(data.items)[0];
    data.items[id] ??= moveTo(id, section, data.items[section]);
    title.textContent = data.items[id].title;
    status.textContent = "";
    const choices = named
      ? [{ name: "Only this", ...data.items[id] }]
      : listChoices(data, id, section);
    body.replaceChildren(...choices.map(makeChoice));
    dialog.showModal();
  };
})();
