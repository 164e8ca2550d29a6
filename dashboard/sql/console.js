// The SQL page's console: a query -> DuckDB in a worker of this browser -> a table, a chart, a CSV.
//
// Protects: no query runs on the server, which is asked for files and for what a sum adds (/sql/check); nothing is asked
// of another host; what is cut off says so; after an error or a stop the next query has a running engine.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { PostgreSQL, sql } from "@codemirror/lang-sql";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import * as duckdb from "@duckdb/duckdb-wasm";
import { tags } from "@lezer/highlight";
import { drawn, kinds } from "./chart.js";
import { asCsv, exact, inWords, isNumber } from "./values.js";

const MOST_SHOWN = 1000;
const MOST_TAKEN = 100000; // rows that come at all: a browser holds them
const LONGEST_LINE = 44; // characters of a cell that is not broken
const LONGEST_ADDRESS = 6000; // characters of a query that stand in the page's address
const MOST_NAMED = 3; // things that one line says a sum has several of
const FILE = "disclosed.duckdb";
const IN_RANGES = { reliableHeadRequests: true, allowFullHTTPReads: false, forceFullHTTPReads: false };
const SETTINGS = [
  "set autoinstall_known_extensions = false", // else a missing extension is asked of a third party, and breaks the engine
  "set autoload_known_extensions = false",
  "set enable_external_access = false",
  "set lock_configuration = true",
];
const ALIVE_MILLISECONDS = 4000; // an engine that does not answer by then is replaced
const REFUSED = [
  [/extension/i, "Extensions are not loaded here: nothing is fetched from elsewhere, and Parquet and JSON are not read."],
  [/read-only/i, "The warehouse is not changed here: it is opened to be read."],
  [/file system operations are disabled|external access/i,
    "Files and other addresses are not read or written here: this page has the warehouse alone."],
  [/configuration has been locked/i, "Settings of the engine are fixed here."],
];
const NOTHING = "Nothing came back: this page asks and shows. Nothing is installed, loaded, attached or kept here.";
const AT_HOME = " At home DuckDB can: see “The same at home” below.";

const given = JSON.parse(document.getElementById("given").textContent);
const $ = (id) => document.getElementById(id);
const frame = window.parent === window ? null : window.frameElement;
const outer = frame ? window.parent : window;

// The engine

// A promise of { connection, aside, failed, end }: one connection for the reader's query and one for all else; `failed`
// is refused when the worker breaks.
let engine = null;

async function start() {
  const worker = new Worker(`${given.files}/duckdb-browser-eh.worker.js`);
  const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  const failed = new Promise((_, reject) => worker.addEventListener("error", () => reject(new Error("The engine ended."))));
  failed.catch(() => {});
  const opened = (async () => {
    await database.instantiate(`${given.files}/duckdb-eh.wasm`);
    await database.registerFileURL(FILE, location.origin + given.database, duckdb.DuckDBDataProtocol.HTTP, false);
    await database.open({ path: FILE, accessMode: duckdb.DuckDBAccessMode.READ_ONLY, filesystem: IN_RANGES });
    const connection = await database.connect();
    for (const setting of SETTINGS) await connection.query(setting);
    return { connection, aside: await database.connect(), failed, end: () => worker.terminate() };
  })();
  return Promise.race([opened, failed]);
}

const running = () => (engine ??= start().catch((problem) => { engine = null; throw problem; }));

async function replace() {
  const old = engine;
  engine = null;
  if (old) (await old.catch(() => null))?.end();
  return running();
}

async function isAlive() {
  const late = new Promise((resolve) => setTimeout(resolve, ALIVE_MILLISECONDS, false));
  const answers = running().then((now) => now.aside.query("select count(*) from release")).then(() => true, () => false);
  return Promise.race([answers, late]);
}

/** Whether the copy of the warehouse that this page reads is no longer served. */
const isGone = () => fetch(given.database, { method: "HEAD" }).then((answer) => answer.status === 410, () => false);

async function take(text) {
  const { connection } = await running();
  const reader = await connection.send(text, true);
  await reader.open();
  const fields = reader.schema.fields, rows = [];
  for await (const batch of reader) {
    for (let row = 0; row < batch.numRows && rows.length <= MOST_TAKEN; row++)
      rows.push(fields.map((field, column) => exact(batch.getChildAt(column).get(row), field.type)));
    if (rows.length > MOST_TAKEN) break;
  }
  if (rows.length > MOST_TAKEN) await connection.cancelSent();
  return { fields, rows: rows.slice(0, MOST_TAKEN), isCut: rows.length > MOST_TAKEN };
}

// Running

let turn = 0; // each run and each stop has a number: what an older one still brings is not shown

async function run() {
  const text = editor.state.doc.toString(), mine = ++turn;
  if (!text.trim()) return say("Write a query, or choose one.");
  state("running");
  keepInAddress(text);
  clear();
  say("Running…");
  busy(true);
  try {
    const { failed } = await running(), began = performance.now();
    const answer = await Promise.race([take(text), failed]);
    if (mine !== turn) return;
    if (answer.fields.length === 1 && answer.fields[0].name === "Success" && !answer.rows.length) return say(NOTHING);
    show(answer, performance.now() - began);
    busy(false);
    await mark(text, mine);
  } catch (problem) {
    if (mine !== turn) return;
    refuse(problem);
    if (await isGone()) say("The warehouse was built anew since this page was opened. Load the page again.");
    else if (!(await isAlive()) && mine === turn) await replace().catch(() => {});
  } finally {
    if (mine === turn) {
      busy(false);
      state("ready");
    }
  }
}

async function stop() {
  turn++;
  $("run").disabled = $("stop").disabled = true;
  say("Stopped. The engine starts anew…");
  try {
    await replace();
    say("Stopped. Nothing of it is shown.");
  } catch (problem) {
    refuse(problem);
  }
  busy(false);
  state("ready");
}

/** What must be said of sums: the server says what to ask, the engine here counts it; and what was not looked at. */
async function mark(text, mine) {
  const { probes, not_checked, not_asked } = await checked(text);
  const lines = [];
  let left = not_checked;
  let unknown = 0;
  for (const { verb, by, sql, about } of probes) {
    if (about.length && lines.length) continue;
    const row = await counted(sql);
    if (mine !== turn) return;
    if (!row) {
      left ||= not_asked;
      continue;
    }
    unknown = Math.max(unknown, Number(row.unknown ?? 0));
    const several = about.map((thing, at) => ({ ...thing, n: Number(row[`n${at}`]), names: row[`names${at}`] })).filter(({ n }) => n > 1);
    if (!several.length) continue;
    const words = several.slice(0, MOST_NAMED).map(({ n, names, words }) => words.replace("{n}", n).replace("{names}", () => names));
    const more = several.length > words.length ? ["more"] : [];
    const columns = several.map(({ column }) => column).filter(Boolean).map((column) => `\`${column}\``);
    const mend = columns.length ? ` ${by} by ${listed(columns)}, or choose one in the WHERE.` : "";
    lines.push(`This ${verb} ${listed([...words, ...more])}.${mend}`);
  }
  if (unknown)
    lines.push(`${unknown === 1 ? "1 row without a value is" : `${unknown} rows without a value are`} left out; \`value_low\` and \`value_high\` give ${unknown === 1 ? "its" : "their"} range.`);
  if (left) lines.push(`Not checked: ${left}`);
  $("mark").replaceChildren(...inCode(lines.join(" ")));
  $("mark").hidden = !lines.length;
}

async function checked(text) {
  if (new Blob([text]).size > given.longest)
    return { probes: [], not_checked: `the query is longer than ${given.longest.toLocaleString("en-GB")} bytes.` };
  const asked = await fetch("/sql/check", { method: "POST", body: text, headers: { "Content-Type": "text/plain" } }).catch(() => null);
  return asked?.ok ? asked.json() : { probes: [], not_checked: "the server did not answer." };
}

/** The row that a question gives; null where the statement can't be asked so. */
async function counted(probe) {
  try {
    return (await (await running()).aside.query(probe)).get(0).toJSON();
  } catch {
    if (!(await isAlive())) await replace();
    return null;
  }
}

const listed = (parts) => (parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : parts[0]);
const inCode = (text) => text.split("`").map((part, at) => (at % 2 ? element("code", part) : document.createTextNode(part)));

/** DuckDB's own words; of a statement that can't be parsed they come wrapped. */
function inPlain(said) {
  try {
    return JSON.parse(said).exception_message ?? said;
  } catch {
    return said;
  }
}

function refuse(problem) {
  const said = inPlain(String(problem?.message ?? problem)), [reason] = said.split("\nLINE ");
  const why = REFUSED.find(([pattern]) => pattern.test(reason));
  say(why ? `${why[1]}${AT_HOME}` : "The query could not be run.");
  $("problem").textContent = said;
  $("problem").hidden = false;
}

// What is shown

let answer = null;

function clear() {
  answer = null;
  for (const id of ["mark", "problem", "shown", "ways"]) $(id).hidden = true;
  $("table").replaceChildren();
  $("chart").replaceChildren();
}

function show(taken, milliseconds) {
  answer = taken;
  const { fields, rows, isCut } = taken, shown = rows.slice(0, MOST_SHOWN);
  const count = `${rows.length.toLocaleString("en-GB")} ${rows.length === 1 ? "row" : "rows"}`;
  const cut = isCut
    ? `Cut off at ${count}: there are more. `
    : "";
  const seen = rows.length > shown.length ? `The first ${MOST_SHOWN.toLocaleString("en-GB")} of ${isCut ? "these" : count} are shown; the CSV has ${isCut ? "these" : "all"}. ` : "";
  say(`${cut}${seen || (cut ? "" : `${count}. `)}${(milliseconds / 1000).toFixed(2)} s in this browser.`);
  $("said").classList.toggle("cut", Boolean(cut || seen));
  const head = element("tr", ...fields.map((field) =>
    Object.assign(element("th", field.name), { scope: "col", className: isNumber(field.type) ? "number" : "" })));
  const body = shown.map((row) =>
    element("tr", ...row.map((value, column) => {
      const text = inWords(value, fields[column].type), cell = element("td", text);
      if (value === null) cell.className = "null";
      else if (isNumber(fields[column].type)) cell.className = "number";
      else if (text.length > LONGEST_LINE) cell.className = "long";
      return cell;
    })));
  $("table").replaceChildren(element("thead", head), element("tbody", ...body));
  const offered = kinds(taken);
  $("as_chart").hidden = !offered.length;
  $("of").replaceChildren(...offered.map((name) => element("option", name)));
  $("csv").href = URL.createObjectURL(new Blob([asCsv(fields, rows)], { type: "text/csv;charset=utf-8" }));
  $("csv").download = `disclosed-query-${given.release}.csv`;
  $("shown").hidden = $("ways").hidden = false;
  view("table");
}

function view(which) {
  const isChart = which === "chart";
  $("as_table").setAttribute("aria-pressed", String(!isChart));
  $("as_chart").setAttribute("aria-pressed", String(isChart));
  $("table_box").hidden = isChart;
  $("chart_box").hidden = !isChart;
  if (isChart) $("chart").replaceChildren(drawn(answer, $("of").value, $("chart_box").clientWidth));
}

function element(name, ...parts) {
  const made = document.createElement(name);
  made.append(...parts);
  return made;
}

/** "running" until the answer and what must be said with it are shown, then "ready". */
function state(name) {
  document.documentElement.dataset.state = name;
}

function say(text) {
  $("said").classList.remove("cut");
  $("said").textContent = text;
}

function busy(isBusy) {
  $("stop").hidden = !isBusy;
  $("stop").disabled = false;
  $("run").disabled = isBusy;
}

// The page around: its address, its colours, its height

/** Each query has its entry in the history; the one that an entry opens with takes its place. */
function keepInAddress(text) {
  const address = new URL(outer.location.href), isLong = text.length > LONGEST_ADDRESS;
  if (isLong) address.searchParams.delete("q");
  else address.searchParams.set("q", text);
  $("of_address").textContent = isLong
    ? `The page’s address does not hold the query: it is longer than ${LONGEST_ADDRESS.toLocaleString("en-GB")} characters.`
    : "The page’s address holds the query.";
  if (address.href !== outer.location.href) outer.history[text === inAddress() ? "replaceState" : "pushState"](outer.history.state, "", address);
}

const inAddress = () => new URL(outer.location.href).searchParams.get("q") || given.queries[0].sql;

/** Back and forward: the query of the address, run again. */
function follow() {
  if (outer.location.pathname === path && inAddress() !== editor.state.doc.toString()) put(inAddress());
}

const path = outer.location.pathname;
outer.addEventListener("popstate", follow);
window.addEventListener("pagehide", () => outer.removeEventListener("popstate", follow));

let width = document.body.clientWidth;

function wear() {
  const style = outer.getComputedStyle(outer.document.documentElement);
  for (const role of ["paper", "ink", "quiet", "rule", "link"]) {
    const colour = style.getPropertyValue(`--${role}`);
    if (frame && colour) document.documentElement.style.setProperty(`--${role}`, colour);
  }
  const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  document.documentElement.classList.toggle("dark", parseInt(paper.slice(1, 3), 16) < 128);
}

function fit() {
  if (document.body.clientWidth !== width) {
    width = document.body.clientWidth;
    if (answer && !$("chart_box").hidden) view("chart");
  }
  if (!frame) return;
  frame.style.height = `${document.documentElement.offsetHeight}px`;
  frame.parentElement.style.flex = "none"; // else Streamlit keeps the height with which the frame began
}

// The schema

const language = new Compartment();

async function schema() {
  const { aside } = await running();
  const rows = (text) => aside.query(text).then((table) => table.toArray().map((row) => row.toJSON()));
  const relations = await rows(`
    select view_name as name, comment, true as is_view from duckdb_views() where not internal
    union all
    select table_name, comment, false from duckdb_tables() where not internal
    order by is_view desc, name`);
  const columns = Map.groupBy(
    await rows("select table_name, column_name, data_type, comment from duckdb_columns() where not internal order by table_name, column_index"),
    (column) => column.table_name,
  );
  relations.sort((a, b) => (b.name === "force_years") - (a.name === "force_years"));
  $("schema").replaceChildren(...relations.map(({ name, comment, is_view }) => {
    const list = element("dl", ...(columns.get(name) ?? []).flatMap((column) => [
      element("dt", element("code", column.column_name), " ", column.data_type.toLowerCase()), element("dd", column.comment ?? ""),
    ]));
    return element("details", element("summary", element("code", name), is_view ? "" : " (table)"), element("p", comment ?? ""), list);
  }));
  const completions = Object.fromEntries(relations.map(({ name, comment }) => [name, {
    self: { label: name, type: "class", info: comment ?? undefined },
    children: (columns.get(name) ?? []).map((column) => ({
      label: column.column_name, type: "property", detail: column.data_type.toLowerCase(), info: column.comment ?? undefined,
    })),
  }]));
  editor.dispatch({ effects: language.reconfigure(sql({ dialect: PostgreSQL, schema: completions, defaultTable: "force_years" })) });
}

// The beginning

const highlighting = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: [tags.string, tags.number], color: "var(--literal)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
]);
const editor = new EditorView({
  parent: $("editor"),
  state: EditorState.create({
    doc: inAddress(),
    extensions: [
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }])),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
      lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), autocompletion(),
      EditorView.updateListener.of(({ docChanged }) => docChanged && choose()),
      syntaxHighlighting(highlighting), language.of(sql({ dialect: PostgreSQL })), EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": "The query, in SQL", spellcheck: "false" }),
    ],
  }),
});

$("queries").append(...given.queries.map(({ title }, at) => Object.assign(element("option", title), { value: at })));
choose();

/** The list names the query that stands in the editor; of a reader's own it says so. */
function choose() {
  const at = given.queries.findIndex(({ sql }) => sql === editor.state.doc.toString());
  $("queries").value = at < 0 ? "" : at;
}

function put(text) {
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  if ($("stop").hidden) run();
}

$("queries").addEventListener("change", () => put(given.queries[$("queries").value].sql));
$("run").addEventListener("click", run);
$("stop").addEventListener("click", stop);
$("as_table").addEventListener("click", () => view("table"));
$("as_chart").addEventListener("click", () => view("chart"));
$("of").addEventListener("change", () => view("chart"));
wear();
setInterval(wear, 500); // the reader may change the theme
new ResizeObserver(fit).observe(document.documentElement);
run();
schema().catch(() => {});
