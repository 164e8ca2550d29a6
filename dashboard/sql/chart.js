// Rows -> a chart: a line over years or days, else a bar for each name. A value that is NULL is a gap, never a zero.
import * as Plot from "@observablehq/plot";
import { isDay, isNumber } from "./values.js";

const MOST_BARS = 40;
const MOST_LINES = 8;
const isYear = (name) => /(^|_)year$/.test(name);

function columns({ fields }) {
  const across = fields.findIndex((field) => isYear(field.name) || isDay(field.type));
  const name = fields.findIndex((field, at) => at !== across && !isNumber(field.type) && !isDay(field.type));
  const numbers = fields.filter((field, at) => at !== across && isNumber(field.type)).map((field) => field.name);
  return { across, name, numbers };
}

/** The columns of numbers that can be drawn over a column of years, days or names. */
export function kinds(answer) {
  const { across, name, numbers } = columns(answer);
  return answer.rows.length > 1 && (across >= 0 || name >= 0) ? numbers : [];
}

/** The chart of one column of numbers, `width` pixels wide: a picture with a name, whose numbers the table has. */
export function drawn(answer, number, width) {
  const chart = plotted(answer, number, width);
  for (const part of chart.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label"); // names that name nothing
  (chart.matches("svg") ? chart : [...chart.querySelectorAll("svg")].at(-1)).setAttribute("role", "img");
  return chart;
}

function plotted(answer, number, width) {
  const { across, name } = columns(answer), at = answer.fields.findIndex((field) => field.name === number);
  const value = (row) => (row[at] === null ? NaN : Number(row[at]));
  const said = (row) => (name >= 0 ? String(row[name] ?? "NULL") : number);
  const look = { width, marginLeft: 60, style: { background: "none", color: "var(--ink)", fontFamily: "inherit", fontSize: "13px" }, ariaLabel: `Chart of ${number}` };
  if (across >= 0) {
    const lines = new Set(answer.rows.map(said));
    const isOverDays = isDay(answer.fields[across].type);
    const x = (row) => (isOverDays ? new Date(Number(row[across])) : Number(row[across]));
    const rows = answer.rows.filter((row) => row[across] !== null).sort((a, b) => x(a) - x(b));
    const isNamed = lines.size > 1 && lines.size <= MOST_LINES; // by words at their ends, for colour alone names none
    const stroke = isNamed ? said : "var(--link)";
    const right = isNamed ? Math.min(width * 0.35, 16 + Math.max(...[...lines].map((line) => line.length)) * 7) : 20;
    return Plot.plot({
      ...look, height: 320, marginRight: right, color: { scheme: "dark2" },
      x: { label: answer.fields[across].name, ...(isOverDays ? {} : { tickFormat: "d" }) }, y: { label: number, zero: true, grid: true },
      marks: [
        Plot.ruleY([0]), Plot.lineY(rows, { x, y: value, z: said, stroke }),
        Plot.dot(rows.filter((row) => row[at] !== null), { x, y: value, stroke, tip: true, title: (row) => `${said(row)}: ${row[at]}` }),
        ...(isNamed ? [Plot.text(rows.filter((row) => row[at] !== null), Plot.selectLast({ x, y: value, z: said, text: said, dx: 8, textAnchor: "start" }))] : []),
      ],
    });
  }
  const rows = answer.rows.slice(0, MOST_BARS);
  const longest = Math.max(...rows.map((row) => said(row).length));
  const left = Math.min(width * 0.45, 20 + longest * 7);
  const short = (text) => { const most = Math.floor((left - 20) / 7); return text.length > most ? `${text.slice(0, most - 1)}…` : text; };
  const place = (_, index) => index;
  return Plot.plot({
    ...look, marginLeft: left, marginRight: 70, height: 60 + rows.length * 24,
    x: { label: number, grid: true, zero: true },
    y: { label: null, type: "band", domain: rows.keys(), tickFormat: (index) => short(said(rows[index])) },
    marks: [
      Plot.barX(rows, { x: value, y: place, fill: "var(--bar)" }), Plot.ruleX([0]),
      Plot.text(rows, { x: (row) => (row[at] === null ? 0 : value(row)), y: place, dx: 6, textAnchor: "start",
        text: (row) => (row[at] === null ? "not known" : value(row).toLocaleString("en-GB")) }),
    ],
    caption: answer.rows.length > rows.length ? `The first ${rows.length} of ${answer.rows.length} rows.` : undefined,
  });
}
