// A thing's neighbourhood to walk about in. The same relations stand in the table below, and the drawing needs no script.
(() => {
  "use strict";
  const frame = document.querySelector("[data-graph]");
  const button = document.querySelector("[data-graph-open]");
  const library = document.currentScript && document.currentScript.dataset.library;
  if (!frame || !button || !library) return;
  button.hidden = false;
  const COLOURS = {
    Strategy: "#1f5f99", ActionPlan: "#1f5f99", Agreement: "#1f5f99", Initiative: "#2c6e35", Programme: "#2c6e35",
    Solution: "#2c6e35", Organisation: "#96510b", Person: "#96510b", Role: "#96510b", Theme: "#5a3ea6", Goal: "#5a3ea6",
  };

  function load() {
    if (window.cytoscape) return Promise.resolve();
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = library;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  }

  async function open() {
    button.disabled = true;
    try {
      const [answer] = await Promise.all([fetch(frame.dataset.graph), load()]);
      if (!answer.ok) throw new Error(String(answer.status));
      draw(await answer.json());
      button.hidden = true;
    } catch {
      button.disabled = false;
      button.textContent = "Grafen kunne ikke hentes. Prøv igen";
    }
  }

  function draw(graph) {
    const place = document.createElement("div");
    place.className = "sg-graph-live";
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", `Graf over forbindelserne til ${frame.dataset.name}; de samme forbindelser står i tabellen nedenfor`);
    frame.replaceWith(place);
    const chart = window.cytoscape({
      container: place,
      elements: [
        ...graph.nodes.map((node) => ({ data: { id: node.iri, local: node.id, label: node.label, colour: COLOURS[node.type] || "#5a6570", size: node.depth ? 16 : 30 } })),
        ...graph.edges.filter((edge) => graph.nodes.some((node) => node.iri === edge.target)).map((edge, n) => ({ data: { id: `e${n}`, source: edge.source, target: edge.target, label: edge.label || "" } })),
      ],
      style: [
        { selector: "node", style: { "background-color": "data(colour)", width: "data(size)", height: "data(size)", label: "data(label)", "font-size": 11, "font-family": "IBM Plex Sans, sans-serif", "text-wrap": "wrap", "text-max-width": 110, "text-valign": "bottom", "text-margin-y": 4, "text-background-color": "#fff", "text-background-opacity": 0.8 } },
        { selector: "edge", style: { width: 1.2, "line-color": "#aab4bc", "target-arrow-color": "#aab4bc", "target-arrow-shape": "triangle", "curve-style": "bezier", label: "data(label)", "font-size": 8, color: "#444", "text-rotation": "autorotate", "text-background-color": "#fff", "text-background-opacity": 0.8 } },
      ],
      layout: { name: "cose", animate: false, nodeRepulsion: 90000, idealEdgeLength: 90, padding: 20, randomize: false },
      userZoomingEnabled: false, boxSelectionEnabled: false,
    });
    chart.on("tap", "node", (event) => location.assign(frame.dataset.things + event.target.data("local")));
  }
  button.addEventListener("click", open);
})();
