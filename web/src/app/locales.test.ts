import { describe, expect, it } from "vitest";
import de from "./locales/de.json";
import en from "./locales/en.json";
import tr from "./locales/tr.json";

const locales: Record<string, Record<string, string>> = { en, de, tr };
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((found) => found[1]).sort();

const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}"], {
  query: "?raw",
  import: "default",
  eager: true,
});

describe("the page's texts", () => {
  it.each(["de", "tr"])("are all there in %s", (language) => {
    expect(Object.keys(locales[language] ?? {}).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(["de", "tr"])("take the same values in %s", (language) => {
    const differing = Object.entries(en).filter(
      ([key, text]) =>
        placeholders(text).join() !== placeholders(locales[language]?.[key] ?? "").join() &&
        // One thing may be said without its number.
        !key.endsWith("_one"),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it("are all there that the sources name", () => {
    const named = new Set(
      Object.values(sources).flatMap((source) =>
        [...source.matchAll(/\bt\(\s*"([^"]+)"/g)].map((found) => found[1] ?? ""),
      ),
    );
    const known = new Set(Object.keys(en));
    const missing = [...named].filter((key) => !known.has(key) && !known.has(`${key}_other`));
    expect(missing).toEqual([]);
    expect(named.size).toBeGreaterThan(500);
  });

  it("are not written into the pages themselves", () => {
    const raw = Object.entries(sources)
      .filter(([file]) => file.endsWith(".tsx") && !file.includes(".test."))
      .flatMap(([file, source]) => [
        ...[...source.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+[.!?]?)\s*</g)].map(
          (found) => `${file}: ${found[1]}`,
        ),
        ...[...source.matchAll(/(?:aria-label|title|placeholder|label)="([A-Z][a-z]+[^"]*)"/g)].map(
          (found) => `${file}: ${found[1]}`,
        ),
      ]);
    expect(raw).toEqual([]);
  });

  it("have no text of one language in another by mistake", () => {
    // Names and signs are the same everywhere; a sentence is not.
    const same = Object.entries(en).filter(
      ([key, text]) => text.split(" ").length > 4 && (de as Record<string, string>)[key] === text,
    );
    expect(same).toEqual([]);
  });
});
