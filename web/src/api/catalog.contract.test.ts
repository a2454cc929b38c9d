import { describe, expect, it } from "vitest";
import types from "./database.types.ts?raw";

const sources = Object.entries(
  import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true }),
).filter(([path]) => !/\.(test|fixture)\.|database\.types/.test(path));

/** What a function of the catalog takes: every argument, and those that have no default. */
interface Signature {
  args: ReadonlySet<string>;
  required: ReadonlySet<string>;
}

/** The functions of the schema public, read from the types that the catalog writes. */
function signatures(): ReadonlyMap<string, Signature> {
  const found = new Map<string, Signature>();
  for (const [, name, body] of types.matchAll(
    /^ {6}(fn_\w+): \{\n {8}Args: (\{[^}]*\}|Record<[^>]*>|[\w[\], ]+);/gm,
  )) {
    const args = [...(body ?? "").matchAll(/(p_\w+)(\??):/g)];
    found.set(name as string, {
      args: new Set(args.map(([, arg]) => arg as string)),
      required: new Set(args.filter(([, , open]) => open === "").map(([, arg]) => arg as string)),
    });
  }
  return found;
}

interface Call {
  where: string;
  name: string;
  /** the arguments that are written out */
  given: readonly string[];
  /** true where arguments also come out of an object */
  open: boolean;
}

/** The text from a parenthesis to the one that closes it. */
function upToItsEnd(text: string, open: number): string {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if ("([{".includes(text[at] as string)) depth++;
    if (")]}".includes(text[at] as string) && --depth === 0) return text.slice(open, at + 1);
  }
  return text.slice(open);
}

function calls(): Call[] {
  return sources.flatMap(([path, text]) => {
    return [...text.matchAll(/\b(?:call|rpc)(?:<[^()]*>)?\(\s*"(fn_\w+)"/g)].map((match): Call => {
      const within = upToItsEnd(text, text.indexOf("(", match.index));
      return {
        where: `${path}: ${match[1]}`,
        name: match[1] as string,
        given: [...within.matchAll(/(?<![\w.$`[])(p_\w+)(?=\s*[:,}])/g)].map(([, arg]) => arg as string),
        open: /\.\.\.|fromEntries|,\s*[a-z]\w*\s*,?\s*\)$/.test(within),
      };
    });
  });
}

describe("what the page calls", () => {
  const known = signatures();
  const made = calls();

  it("is found in the sources and in the catalog", () => {
    expect(known.size).toBeGreaterThan(100);
    expect(known.get("fn_update_workflow")?.required).toEqual(new Set(["p_workflow_id", "p_title"]));
    expect(made.length).toBeGreaterThan(80);
    expect(made.filter((one) => one.given.length > 0).length).toBeGreaterThan(60);
  });

  it("are functions that the server has", () => {
    expect(made.filter((one) => !known.has(one.name)).map((one) => one.where)).toEqual([]);
  });

  it("have arguments that those functions take", () => {
    const wrong = made.flatMap((one) =>
      one.given.filter((arg) => !known.get(one.name)?.args.has(arg)).map((arg) => `${one.where} ${arg}`),
    );
    expect(wrong).toEqual([]);
  });

  it("leave out no argument without a default", () => {
    const missing = made
      .filter((one) => !one.open)
      .flatMap((one) =>
        [...(known.get(one.name)?.required ?? [])]
          .filter((arg) => !one.given.includes(arg))
          .map((arg) => `${one.where} ${arg}`),
      );
    expect(missing).toEqual([]);
  });
});
