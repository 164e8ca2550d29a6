// What Arrow gives -> words for the table, and text for the CSV. NULL is never 0 and never empty in the table.
import { DataType, Type } from "apache-arrow";

const DIGITS = 10; // of a number in the table that is not whole; the CSV has all

export const isNumber = (type) => DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type);
export const isDay = (type) => DataType.isDate(type) || DataType.isTimestamp(type);

/** A value as it came, with every decimal in it as its exact whole number (a sum of whole numbers is a decimal of 38
 * digits) or, with places, the nearest number; structures and maps as plain objects. */
export function exact(value, type) {
  if (value === null || value === undefined) return null;
  if (DataType.isDecimal(type)) return type.scale ? Number(`${value}e-${type.scale}`) : BigInt(String(value));
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) return Array.from(value, (part) => exact(part, type.children[0].type));
  if (DataType.isStruct(type)) return Object.fromEntries(type.children.map((part) => [part.name, exact(value[part.name], part.type)]));
  if (DataType.isMap(type)) return Object.fromEntries([...value].map(([key, part]) => [key, exact(part, type.children[0].type.children[1].type)]));
  return value;
}

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
  if (DataType.isMap(type) || DataType.isStruct(type)) return JSON.stringify(value, plain);
  if (type.typeId === Type.Binary) return [...value].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return String(value);
}

const plain = (_, value) => (typeof value !== "bigint" ? value : Number.isSafeInteger(Number(value)) ? Number(value) : String(value));

const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** RFC 4180 with LF: all rows that came. */
export function asCsv(fields, rows) {
  const lines = [fields.map((field) => field.name), ...rows.map((row) => row.map((value, at) => inText(value, fields[at].type)))];
  return lines.map((line) => `${line.map(quoted).join(",")}\n`).join("");
}
