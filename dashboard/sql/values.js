// What Arrow gives -> words for the table, and text for the CSV. NULL is never 0 and never empty in the table.
import { DataType, Type } from "apache-arrow";

const DIGITS = 10; // of a number in the table that is not whole; the CSV has all

export const isNumber = (type) => DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type);
export const isDay = (type) => DataType.isDate(type) || DataType.isTimestamp(type);

/** A value as the table says it. */
export function inWords(value, type) {
  if (value === null || value === undefined) return "NULL";
  return typeof value === "number" && !isDay(type) && !Number.isInteger(value) ? String(Number(value.toPrecision(DIGITS))) : inText(value, type);
}

/** A value as one cell of a CSV has it: lists as "a; b", maps and structures as JSON. */
export function inText(value, type) {
  if (value === null || value === undefined) return "";
  if (DataType.isDate(type)) return new Date(value).toISOString().slice(0, 10);
  if (DataType.isTimestamp(type)) return new Date(Number(value)).toISOString().replace("T", " ").replace(/(\.000)?Z$/, "");
  if (DataType.isList(type) || DataType.isFixedSizeList(type))
    return [...value].map((part) => inText(part, type.children[0].type)).join("; ");
  if (DataType.isMap(type) || DataType.isStruct(type)) return JSON.stringify(value.toJSON(), plain);
  if (type.typeId === Type.Binary) return [...value].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return String(value);
}

const plain = (_, value) => (typeof value === "bigint" ? Number(value) : value);

const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** RFC 4180 with LF: all rows that came. */
export function asCsv(fields, rows) {
  const lines = [fields.map((field) => field.name), ...rows.map((row) => row.map((value, at) => inText(value, fields[at].type)))];
  return lines.map((line) => `${line.map(quoted).join(",")}\n`).join("");
}
