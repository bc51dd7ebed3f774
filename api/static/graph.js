// A thing's neighbourhood to walk about in, as wide as the page, with its relations as a table below. The small drawing
// beside the text needs no script.
(() => {
  "use strict";
  const frame = document.querySelector("[data-graph]");
  const button = document.querySelector("[data-graph-open]");
  const columns = document.querySelector(".sg-thing");
  const library = document.currentScript && document.currentScript.dataset.library;
  if (!frame || !button || !columns || !library) return;
  button.hidden = false;
  const COLOURS = {
    Strategy: "#1f5f99", ActionPlan: "#1f5f99", Agreement: "#1f5f99", Initiative: "#2c6e35", Programme: "#2c6e35",
    Solution: "#2c6e35", Organisation: "#96510b", Person: "#96510b", Role: "#96510b", Theme: "#5a3ea6", Goal: "#5a3ea6",
  };

  function make(tag, properties, ...children) {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  }

  function load() {
    if (window.cytoscape) return Promise.resolve();
    return new Promise((done, failed) => {
      document.head.append(make("script", { src: library, onload: done, onerror: failed }));
    });
  }

  async function open() {
    button.disabled = true;
    try {
      const [answer] = await Promise.all([fetch(frame.dataset.graph), load()]);
      if (!answer.ok) throw new Error(String(answer.status));
      const graph = await answer.json();
      const known = new Map(graph.nodes.map((node) => [node.iri, node]));
      graph.edges = graph.edges.filter((edge) => known.has(edge.source) && known.has(edge.target));
      show(graph, known);
    } catch {
      button.textContent = "Grafen kunne ikke hentes. Prøv igen";
    } finally {
      button.disabled = false;
    }
  }

  function show(graph, known) {
    const canvas = make("div", { className: "sg-graph-live" });
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `Graf over forbindelserne til ${frame.dataset.name}; de samme forbindelser står i tabellen nedenfor`);
    const nearer = make("button", { type: "button", className: "button button-secondary", textContent: "Zoom ind" });
    const farther = make("button", { type: "button", className: "button button-secondary", textContent: "Zoom ud" });
    const close = make("button", { type: "button", className: "button button-secondary", textContent: "Luk grafen" });
    const heading = make("h2", { textContent: "Forbindelser", tabIndex: -1 });
    const section = make("section", { className: "sg-graph-section" }, heading, canvas,
      make("p", { className: "sg-tool-row" }, nearer, farther, close), table(graph, known));
    columns.before(section);
    const chart = draw(canvas, graph);
    nearer.onclick = () => chart.zoom({ level: chart.zoom() * 1.3, renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } });
    farther.onclick = () => chart.zoom({ level: chart.zoom() / 1.3, renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } });
    close.onclick = () => { chart.destroy(); section.remove(); button.hidden = false; button.focus(); };
    button.hidden = true;
    heading.focus();
  }

  function table(graph, known) {
    const link = (iri) => make("a", { href: frame.dataset.things + known.get(iri).id, textContent: known.get(iri).label });
    const cell = (...inside) => make("td", {}, ...inside);
    const rows = graph.edges.map((edge) => make("tr", {}, cell(link(edge.source)), cell((edge.negated ? "ikke: " : "") + (edge.label || "")), cell(link(edge.target))));
    const head = make("tr", {}, ...["Fra", "Forbindelse", "Til"].map((text) => make("th", { scope: "col", textContent: text })));
    const whole = make("table", { className: "table sg-table sg-table-small" }, make("thead", {}, head), make("tbody", {}, ...rows));
    return make("details", { className: "sg-more" }, make("summary", { textContent: `Som tabel: ${rows.length}` }), whole);
  }

  function draw(canvas, graph) {
    const chart = window.cytoscape({
      container: canvas,
      elements: [
        ...graph.nodes.map((node) => ({ data: { id: node.iri, local: node.id, label: node.label, colour: COLOURS[node.type] || "#5a6570", size: node.depth ? 16 : 32 } })),
        ...graph.edges.map((edge, n) => ({ data: { id: `e${n}`, source: edge.source, target: edge.target, label: edge.label || "" } })),
      ],
      style: [
        { selector: "node", style: { "background-color": "data(colour)", width: "data(size)", height: "data(size)", label: "data(label)", "font-size": 12, "font-family": "IBM Plex Sans, sans-serif", "text-wrap": "wrap", "text-max-width": 130, "text-valign": "bottom", "text-margin-y": 4, "text-background-color": "#fff", "text-background-opacity": 0.85 } },
        { selector: "edge", style: { width: 1.3, "line-color": "#aab4bc", "target-arrow-color": "#aab4bc", "target-arrow-shape": "triangle", "curve-style": "bezier" } },
      ],
      layout: { name: "cose", animate: false, nodeDimensionsIncludeLabels: true, nodeRepulsion: 400000, idealEdgeLength: 120, gravity: 0.4, padding: 24, randomize: true },
      userZoomingEnabled: false, boxSelectionEnabled: false,
    });
    chart.on("tap", "node", (event) => location.assign(frame.dataset.things + event.target.data("local")));
    return chart;
  }
  button.addEventListener("click", open);
})();
