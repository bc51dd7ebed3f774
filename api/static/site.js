// What the pages gain from JavaScript: copying, and completion of names. Everything else works without.
(() => {
  "use strict";
  const root = document.body.dataset.root || "";

  function tell(text) {
    const place = document.querySelector("[data-copy-status]");
    if (place) place.textContent = text;
  }

  async function copy(text, said) {
    try {
      await navigator.clipboard.writeText(text);
      tell(said);
    } catch {
      tell("Kopieringen blev afvist. Markér teksten og kopiér den selv.");
    }
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    const source = document.querySelector(button.dataset.copy);
    if (!source || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", () => copy(source.value, "Svaret er kopieret med sine kilder."));
  }
  for (const link of document.querySelectorAll("[data-copy-link]")) {
    if (!navigator.clipboard) continue;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      copy(link.href, "Linket er kopieret.");
    });
  }

  // A combobox as WAI-ARIA describes it: the list below the field, chosen by arrow keys, never forced upon anyone.
  function complete(input) {
    const list = document.createElement("ul");
    list.className = "sg-suggest";
    list.id = input.id + "-forslag";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Forslag");
    list.hidden = true;
    input.after(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    let found = [];
    let at = -1;
    let waiting = 0;
    let asked = 0;

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(place) {
      at = place;
      [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
      if (at >= 0) input.setAttribute("aria-activedescendant", list.children[at].id);
      else input.removeAttribute("aria-activedescendant");
    }

    function choose(place) {
      input.value = found[place].label;
      close();
      if (input.dataset.complete === "open" && found[place].href) location.assign(found[place].href);
      else input.form.requestSubmit();
    }

    function show(items) {
      found = items;
      list.replaceChildren(...items.map((item, n) => {
        const line = document.createElement("li");
        line.id = `${list.id}-${n}`;
        line.setAttribute("role", "option");
        line.setAttribute("aria-selected", "false");
        const name = document.createElement("span");
        name.textContent = item.label;
        const kind = document.createElement("span");
        kind.className = "sg-muted";
        kind.textContent = item.type;
        line.append(name, " ", kind);
        line.addEventListener("mousedown", (event) => { event.preventDefault(); choose(n); });
        return line;
      }));
      at = -1;
      list.hidden = !items.length;
      input.setAttribute("aria-expanded", String(items.length > 0));
      input.removeAttribute("aria-activedescendant");
    }

    async function ask() {
      const text = input.value.trim();
      const number = ++asked;
      if (text.length < 2) return close();
      try {
        const answer = await fetch(`${root}/navne.json?q=${encodeURIComponent(text)}`);
        if (answer.ok && number === asked && document.activeElement === input) show(await answer.json());
      } catch { close(); }
    }

    input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 150); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown") mark((at + 1) % found.length);
      else if (event.key === "ArrowUp") mark(at <= 0 ? found.length - 1 : at - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && at >= 0) choose(at);
      else return;
      event.preventDefault();
    });
  }
  document.querySelectorAll("[data-complete]").forEach(complete);
})();
