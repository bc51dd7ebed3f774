// The SPARQL page: highlighting and completion of our terms (yasqe), Ctrl+Enter, and the history in this browser.
(() => {
  "use strict";
  const field = document.getElementById("query");
  if (!field) return;
  const form = field.form;
  const KEY = "strategigraf.historik";
  const MOST = 12;

  function remembered() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(kept) ? kept.filter((item) => typeof item === "string").slice(0, MOST) : [];
    } catch { return []; }
  }

  function remember(query) {
    try { localStorage.setItem(KEY, JSON.stringify([query, ...remembered().filter((q) => q !== query)].slice(0, MOST))); } catch { /* no room, or not allowed */ }
  }

  function history() {
    const place = document.querySelector("[data-history]");
    const kept = remembered();
    if (!place) return;
    place.hidden = kept.length === 0;
    const address = form.getAttribute("action");
    place.querySelector("ul").replaceChildren(...kept.map((query) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${address}?query=${encodeURIComponent(query)}`;
      link.textContent = query.replace(/\s+/g, " ").slice(0, 90);
      line.append(link);
      return line;
    }));
    place.querySelector("button").onclick = () => { localStorage.removeItem(KEY); history(); };
  }

  if (document.querySelector("[data-ran]")) remember(field.value);
  history();

  // A query that is too long for an address is sent as a form's body.
  form.addEventListener("submit", () => { form.method = field.value.length > 6000 ? "post" : "get"; });

  function lead(editor, terms) {
    const token = editor.getTokenAt(editor.getCursor());
    const typed = token.string.trim().toLowerCase();
    const pool = [...terms.classes, ...terms.properties];
    const list = pool
      .filter((term) => !typed || term.name.toLowerCase().includes(typed) || term.label.toLowerCase().includes(typed))
      .map((term) => ({ text: term.name, displayText: `${term.name} – ${term.label}` }));
    const line = editor.getCursor().line;
    const start = typed ? token.start : editor.getCursor().ch;
    return { list, from: { line, ch: start }, to: { line, ch: editor.getCursor().ch } };
  }

  async function enliven() {
    if (typeof Yasqe === "undefined") return;
    // Before the first editor is made: class and property completion would ask a public service.
    Yasqe.defaults.autocompleters = [];
    const terms = await (await fetch(field.dataset.terms)).json();
    const place = document.createElement("div");
    field.before(place);
    const editor = new Yasqe(place, {
      value: field.value, autocompleters: [], persistenceId: null, showQueryButton: false, createShareableLink: null,
      resizeable: false, collapsePrefixesOnLoad: false, syntaxErrorCheck: false, viewportMargin: Infinity, tabSize: 2, indentUnit: 2,
      extraKeys: {
        "Ctrl-Enter": () => { field.value = editor.getValue(); form.requestSubmit(); },
        "Cmd-Enter": () => { field.value = editor.getValue(); form.requestSubmit(); },
        "Ctrl-Space": () => suggest(),
        Tab: false, "Shift-Tab": false,
      },
    });
    const inner = editor.getInputField();
    inner.setAttribute("aria-labelledby", "query-label");
    inner.removeAttribute("aria-hidden");
    editor.on("change", () => { field.value = editor.getValue(); });
    function suggest() {
      editor.showHint({ hint: () => lead(editor, terms), completeSingle: false, closeOnUnfocus: true });
    }
    editor.on("inputRead", (_, change) => {
      if (/^[\w:]$/.test(change.text.join("")) && /sg:\w*$/.test(editor.getLine(change.from.line).slice(0, editor.getCursor().ch))) setTimeout(() => { if (!editor.state.completionActive) suggest(); });
    });
    if (field.dataset.fault) editor.addLineClass(Number(field.dataset.fault) - 1, "background", "sg-fault-mark");
    field.hidden = true;
    const help = document.querySelector("[data-editor-help]");
    if (help) help.hidden = false;
  }
  enliven().catch(() => { field.hidden = false; });
})();
