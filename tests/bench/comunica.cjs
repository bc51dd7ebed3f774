// Comunica as a client of a running endpoint: node tests/bench/comunica.cjs http://127.0.0.1:8000/sparql
// Finds @comunica/query-sparql through NODE_PATH. Prints one JSON object: what each query gave, or its error.
const { QueryEngine } = require("@comunica/query-sparql");

const PREFIXES = `PREFIX sg: <https://w3id.org/strategigraf/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
`;

const SELECTS = {
  select: "SELECT ?d ?t WHERE { ?d a sg:Document ; dct:title ?t } ORDER BY ?t",
  join: "SELECT ?n (COUNT(*) AS ?antal) WHERE { ?p a sg:Passage ; sg:mentions ?a . ?a a sg:Organisation ; rdfs:label ?n } GROUP BY ?n ORDER BY DESC(?antal) ?n LIMIT 5",
  optional: 'SELECT ?d ?x WHERE { ?d a sg:Document . OPTIONAL { ?d sg:nothing ?x } FILTER(LANG(?d) = "" || true) } LIMIT 3',
  soeg: 'SELECT ?stykke ?score WHERE { (?stykke ?score) sg:soeg ("digital post" 5) . ?stykke a sg:Passage }',
  soeg_join: 'SELECT ?navn WHERE { ?stykke sg:soeg "digital post" . ?stykke sg:mentions ?a . ?a rdfs:label ?navn }',
};
const ASK = "ASK { ?d a sg:Document }";
const CONSTRUCT = "CONSTRUCT { ?d dct:title ?t } WHERE { ?d a sg:Document ; dct:title ?t }";

async function main(endpoint) {
  const engine = new QueryEngine();
  const said = {};
  const tried = async (name, work) => {
    try { said[name] = await work(); } catch (error) { said[name] = { error: String(error.message).slice(0, 300) }; }
  };
  for (const [kind, source] of [["", { type: "sparql", value: endpoint }], ["found_", endpoint]]) {
    const context = { sources: [source] };
    for (const [name, query] of Object.entries(SELECTS)) {
      await tried(kind + name, async () => {
        const rows = await (await engine.queryBindings(PREFIXES + query, context)).toArray();
        return { rows: rows.length, first: rows.length ? [...rows[0].values()].map((term) => term.value) : [] };
      });
    }
    await tried(kind + "ask", () => engine.queryBoolean(PREFIXES + ASK, context));
    await tried(kind + "construct", async () => ({ quads: (await (await engine.queryQuads(PREFIXES + CONSTRUCT, context)).toArray()).length }));
    await tried(kind + "bad", async () => (await engine.queryBoolean("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", context)));
  }
  console.log(JSON.stringify(said, null, 1));
}

main(process.argv[2]);
