import { safeLink } from "./link";

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "break" }
  | { kind: "strong" | "em" | "del"; parts: Inline[] }
  | { kind: "link"; href: string; parts: Inline[] };

export type Block =
  | { kind: "paragraph"; parts: Inline[] }
  | { kind: "heading"; level: number; parts: Inline[] }
  | { kind: "code"; language: string; text: string }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "list"; ordered: boolean; start: number; items: { done: boolean | null; blocks: Block[] }[] }
  | { kind: "table"; head: Inline[][]; rows: Inline[][][] }
  | { kind: "rule" };

const deepest = 6;
const fence = /^ {0,3}(`{3,}|~{3,})([^`]*)$/;
const heading = /^ {0,3}(#{1,6})(?= |$)/;
const rule = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const quote = /^ {0,3}> ?/;
const marker = /^( {0,3})([-*+]|\d{1,9}[.)])(?: +|$)/;
const delimiters = /^[\s|:-]*-[\s|:-]*$/;
const blank = (line: string | undefined) => line === undefined || line.trim() === "";

/**
 * What models usually write, as a tree of a fixed list of things: headings, lists, tables, quotes, code, emphasis, links to http, https
 * and mailto. HTML is text, a picture is a link to it. Each character is looked at a bounded number of times.
 */
export function parseMarkdown(text: string): Block[] {
  return blocksOf(text.replaceAll(/\r\n?/g, "\n").replaceAll("\t", "    ").split("\n"), 0);
}

function blocksOf(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (blank(line)) {
      at++;
      continue;
    }
    const [block, next] =
      (depth < deepest ? structureAt(lines, at, depth) : null) ?? paragraphAt(lines, at, depth);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

type Found = [Block, number];

function structureAt(lines: readonly string[], at: number, depth: number): Found | null {
  const line = lines[at] ?? "";
  if (fence.test(line)) return codeAt(lines, at);
  const head = heading.exec(line);
  if (head) {
    const level = head[1]?.length ?? 1;
    return [{ kind: "heading", level, parts: inlineOf(withoutClosing(line.slice(head[0].length))) }, at + 1];
  }
  if (rule.test(line)) return [{ kind: "rule" }, at + 1];
  if (quote.test(line)) return quoteAt(lines, at, depth);
  if (marker.test(line)) return listAt(lines, at, depth);
  return tableAt(lines, at);
}

function withoutClosing(text: string): string {
  const trimmed = text.trim();
  let end = trimmed.length;
  while (trimmed[end - 1] === "#") end--;
  return end === 0 || trimmed[end - 1] === " " ? trimmed.slice(0, end).trim() : trimmed;
}

function codeAt(lines: readonly string[], at: number): Found {
  const [, mark = "", about = ""] = fence.exec(lines[at] ?? "") ?? [];
  let end = at + 1;
  while (end < lines.length && !closes(lines[end] ?? "", mark)) end++;
  return [{ kind: "code", language: about.trim(), text: lines.slice(at + 1, end).join("\n") }, end + 1];
}

function closes(line: string, mark: string): boolean {
  const found = fence.exec(line);
  return (found?.[1]?.startsWith(mark) ?? false) && blank(found?.[2]);
}

function quoteAt(lines: readonly string[], at: number, depth: number): Found {
  let end = at;
  const inner: string[] = [];
  while (end < lines.length && quote.test(lines[end] ?? ""))
    inner.push((lines[end++] ?? "").replace(quote, ""));
  return [{ kind: "quote", blocks: blocksOf(inner, depth + 1) }, end];
}

function listAt(lines: readonly string[], at: number, depth: number): Found {
  const first = marker.exec(lines[at] ?? "")?.[2] ?? "-";
  const ordered = /\d/.test(first);
  const items: { done: boolean | null; blocks: Block[] }[] = [];
  let end = at;
  for (;;) {
    const own = marker.exec(lines[end] ?? "");
    if (!own || /\d/.test(own[2] ?? "") !== ordered || rule.test(lines[end] ?? "")) break;
    const [inner, next] = itemAt(lines, end, own[0].length);
    const task = /^\[([ xX])\] /.exec(inner[0] ?? "");
    if (task) inner[0] = (inner[0] ?? "").slice(4);
    items.push({ done: task ? task[1] !== " " : null, blocks: blocksOf(inner, depth + 1) });
    end = next;
  }
  return [{ kind: "list", ordered, start: ordered ? Number.parseInt(first, 10) : 1, items }, end];
}

/** The lines of one item: what is indented below it, and what goes on with its last paragraph. */
function itemAt(lines: readonly string[], at: number, width: number): [string[], number] {
  const inner = [(lines[at] ?? "").slice(width)];
  let end = at + 1;
  while (end < lines.length) {
    const line = lines[end] ?? "";
    const indent = line.length - line.trimStart().length;
    if (blank(line)) {
      const next = lines[end + 1] ?? "";
      if (blank(next) || next.length - next.trimStart().length < 2) break;
      inner.push("");
    } else if (indent >= 2) inner.push(line.slice(Math.min(indent, width)));
    else if (!starts(line) && !blank(lines[end - 1])) inner.push(line);
    else break;
    end++;
  }
  // A blank line between items of one list does not end it.
  while (blank(lines[end]) && marker.test(lines[end + 1] ?? "")) end++;
  return [inner, end];
}

const starts = (line: string) =>
  fence.test(line) || heading.test(line) || rule.test(line) || quote.test(line) || marker.test(line);

function tableAt(lines: readonly string[], at: number): Found | null {
  const head = cellsOf(lines[at] ?? "");
  const under = lines[at + 1] ?? "";
  if (!(lines[at] ?? "").includes("|") || !delimiters.test(under) || cellsOf(under).length !== head.length)
    return null;
  let end = at + 2;
  const rows: Inline[][][] = [];
  while (end < lines.length && !blank(lines[end]) && (lines[end] ?? "").includes("|")) {
    const cells = cellsOf(lines[end++] ?? "");
    while (cells.length < head.length) cells.push("");
    rows.push(cells.map((cell) => inlineOf(cell)));
  }
  return [{ kind: "table", head: head.map((cell) => inlineOf(cell)), rows }, end];
}

function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let cell = "";
  for (let at = 0; at <= line.length; at++) {
    const sign = line[at];
    if (sign === "\\" && line[at + 1] === "|") cell += line[++at];
    else if (sign === "|" || sign === undefined) {
      cells.push(cell.trim());
      cell = "";
    } else cell += sign;
  }
  if (cells[0] === "") cells.shift();
  if (cells.at(-1) === "") cells.pop();
  return cells;
}

function paragraphAt(lines: readonly string[], at: number, depth: number): Found {
  let end = at + 1;
  while (end < lines.length && !blank(lines[end]) && (depth >= deepest || !starts(lines[end] ?? ""))) end++;
  const text = lines.slice(at, end).map((line) => line.trim());
  return [{ kind: "paragraph", parts: inlineOf(text.join("\n")) }, end];
}

const escaped = /\\[!-/:-@[-`{-~]/y;
const ticks = /`+/y;
const link =
  /!?\[((?:[^[\]\\]|\\.)*)\]\(\s*<?([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+"[^"\n]*")?\s*\)/y;
const bare = /<?(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}*_~])>?/y;
const pairs = ["***", "**", "__", "~~", "*", "_"] as const;

function inlineOf(text: string, depth = 0): Inline[] {
  const parts: Inline[] = [];
  const hopeless = new Set<string>();
  let plain = "";
  let at = 0;
  const add = (part: Inline) => {
    if (plain !== "") parts.push({ kind: "text", text: plain });
    plain = "";
    parts.push(part);
  };
  while (at < text.length) {
    const found = inlineAt(text, at, depth, hopeless);
    if (!found) {
      plain += text[at++];
      continue;
    }
    if (typeof found[0] === "string") plain += found[0];
    else add(found[0]);
    at = found[1];
  }
  if (plain !== "") parts.push({ kind: "text", text: plain });
  return parts;
}

type FoundInline = [Inline | string, number];

function inlineAt(text: string, at: number, depth: number, hopeless: Set<string>): FoundInline | null {
  const sign = text[at] ?? "";
  if (sign === "\n") return [{ kind: "break" }, at + 1];
  if (sign === "\\" && matches(escaped, text, at)) return [text[at + 1] ?? "", at + 2];
  if (sign === "`") return codeIn(text, at, hopeless);
  if (sign === "[" || sign === "!") return linkIn(text, at, depth);
  if (sign === "<" || (sign === "h" && !/\w/.test(text[at - 1] ?? ""))) return addressIn(text, at);
  if ((sign === "*" || sign === "_" || sign === "~") && depth < deepest)
    return emphasisIn(text, at, depth, hopeless);
  return null;
}

function matches(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function codeIn(text: string, at: number, hopeless: Set<string>): FoundInline {
  const mark = matches(ticks, text, at)?.[0] ?? "`";
  let end = hopeless.has(mark) ? -1 : text.indexOf(mark, at + mark.length);
  while (end !== -1) {
    const run = matches(ticks, text, end)?.[0] ?? mark;
    if (run.length === mark.length) break;
    end = text.indexOf(mark, end + run.length);
  }
  if (end === -1) {
    hopeless.add(mark);
    return [mark, at + mark.length];
  }
  const code = text.slice(at + mark.length, end).replaceAll("\n", " ");
  return [{ kind: "code", text: code.trim() === "" ? code : code.trim() }, end + mark.length];
}

function linkIn(text: string, at: number, depth: number): FoundInline | null {
  const found = matches(link, text, at);
  const href = found && safeLink(found[2]);
  if (!found || !href) return null;
  const shown = found[1] || (found[2] ?? "");
  const parts = depth < deepest ? withoutLinks(inlineOf(shown, depth + 1)) : [textOf(shown)];
  return [{ kind: "link", href, parts }, at + found[0].length];
}

const textOf = (text: string): Inline => ({ kind: "text", text });

/** A link has none inside. */
const withoutLinks = (parts: Inline[]): Inline[] =>
  parts.flatMap((one) => (one.kind === "link" ? one.parts : [one]));

function addressIn(text: string, at: number): FoundInline | null {
  const found = matches(bare, text, at);
  const href = found && safeLink(found[1]);
  if (!found || !href) return null;
  const length = text[at] === "<" ? found[0].length : (found[1] ?? "").length;
  return [{ kind: "link", href, parts: [textOf(found[1] ?? "")] }, at + length];
}

function emphasisIn(text: string, at: number, depth: number, hopeless: Set<string>): FoundInline | null {
  const mark = pairs.find((one) => text.startsWith(one, at));
  const after = mark && text[at + mark.length];
  if (!mark || !after || /\s/.test(after) || hopeless.has(mark)) return null;
  if (mark.startsWith("_") && /\w/.test(text[at - 1] ?? "")) return null;
  const end = closing(text, at + mark.length, mark);
  if (end === -1) {
    hopeless.add(mark);
    return [mark, at + mark.length];
  }
  const parts = inlineOf(text.slice(at + mark.length, end), depth + 1);
  const made: Inline =
    mark === "***"
      ? { kind: "strong", parts: [{ kind: "em", parts }] }
      : { kind: mark === "~~" ? "del" : mark.length === 2 ? "strong" : "em", parts };
  return [made, end + mark.length];
}

/** Where a run of signs closes: as long a run, or one that holds it and more, right behind a word. */
function closing(text: string, from: number, mark: string): number {
  const sign = mark[0] ?? "*";
  let at = text.indexOf(mark, from + 1);
  while (at !== -1) {
    let end = at;
    while (text[end] === sign) end++;
    const length = end - at;
    const word = !/\s/.test(text[at - 1] ?? " ") && text[at - 1] !== "\\";
    const free = sign !== "_" || !/\w/.test(text[end] ?? "");
    if (word && free && (length === mark.length || length === 3))
      return length === 3 ? end - mark.length : at;
    at = text.indexOf(mark, end);
  }
  return -1;
}
