// A link to the words that a reader has marked in a document: offsets count code points of the canonical text.
(() => {
  "use strict";
  const text = document.querySelector(".sg-text");
  const place = document.querySelector("[data-pick]");
  if (!text || !place || !navigator.clipboard) return;
  const button = place.querySelector("button");
  let picked = null;

  // A run's text stands in the page as in the document, so what precedes a point in it is counted, not searched for.
  function offset(run, node, at) {
    const before = document.createRange();
    before.setStart(run, 0);
    before.setEnd(node, at);
    return Number(run.dataset.tegn) + [...before.toString()].length;
  }

  function span() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!range.toString().trim() || !range.intersectsNode(text)) return null;
    const runs = [...text.querySelectorAll("[data-tegn]")].filter((run) => range.intersectsNode(run));
    if (!runs.length) return null;
    const first = runs[0];
    const last = runs[runs.length - 1];
    const start = first.contains(range.startContainer) ? offset(first, range.startContainer, range.startOffset) : Number(first.dataset.tegn);
    const end = last.contains(range.endContainer) ? offset(last, range.endContainer, range.endOffset) : Number(last.dataset.tegn) + [...last.textContent].length;
    return start < end ? { start, end } : null;
  }

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { picked = span(); place.hidden = !picked; }, 120);
  });
  button.addEventListener("mousedown", (event) => event.preventDefault());  // the selection stays
  button.addEventListener("click", async () => {
    if (!picked) return;
    const said = document.querySelector("[data-copy-status]");
    const link = `${location.origin}${location.pathname}?start=${picked.start}&slut=${picked.end}#citat`;
    try {
      await navigator.clipboard.writeText(link);
      said.textContent = "Linket til det markerede er kopieret.";
      button.textContent = "Kopieret";
    } catch {
      said.textContent = `Kopieringen blev afvist. Linket er ${link}`;
    }
    setTimeout(() => { button.textContent = "Kopiér link til det markerede"; }, 2000);
  });
})();
