import { describe, expect, it } from "vitest";
// @ts-expect-error the corpus is plain JavaScript, for the browser flows
import { payloads } from "../../e2e/payloads.mjs";
import { type Block, type Inline, parseMarkdown } from "./markdown";

/** The tree in short: what is drawn, without how. */
const short = (text: string): string => parseMarkdown(text).map(block).join("\n");
const words = (parts: Inline[]): string => parts.map(word).join("");
function word(part: Inline): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "break":
      return "⏎";
    case "code":
      return `<c>${part.text}</c>`;
    case "link":
      return `<a ${part.href}>${words(part.parts)}</a>`;
    default:
      return `<${part.kind}>${words(part.parts)}</${part.kind}>`;
  }
}
function block(one: Block): string {
  switch (one.kind) {
    case "code":
      return `code(${one.language}): ${one.text}`;
    case "quote":
      return `quote(${one.blocks.map(block).join(" / ")})`;
    case "list":
      return `${one.ordered ? `ol${one.start}` : "ul"}(${one.items
        .map(
          (item) =>
            (item.done === null ? "" : item.done ? "[x] " : "[ ] ") + item.blocks.map(block).join(" / "),
        )
        .join(", ")})`;
    case "table":
      return `table(${[one.head, ...one.rows].map((row) => row.map(words).join(" | ")).join(" // ")})`;
    case "rule":
      return "rule";
    case "heading":
      return `h${one.level}: ${words(one.parts)}`;
    default:
      return words(one.parts);
  }
}

describe("blocks", () => {
  it.each([
    ["# One #\n## Two", "h1: One\nh2: Two"],
    ["#hash is text\n####### seven too", "#hash is text⏎####### seven too"],
    ["a\nb\n\nc", "a⏎b\nc"],
    ["- a\n- b\n  - c\n- d", "ul(a, b / ul(c), d)"],
    ["1. a\n   - b\n2. c", "ol1(a / ul(b), c)"],
    ["1. a\n  - b\n2. c", "ol1(a / ul(b), c)"],
    ["3) a\n4) b", "ol3(a, b)"],
    ["- a\n\n- b\n\ntext", "ul(a, b)\ntext"],
    ["- a\n\n  more\n- b", "ul(a / more, b)"],
    ["- a\ngoes on\n- b", "ul(a⏎goes on, b)"],
    ["- [x] done\n- [ ] open", "ul([x] done, [ ] open)"],
    ["* a\n1. b", "ul(a)\nol1(b)"],
    ["> a\n> > b\n\nc", "quote(a / quote(b))\nc"],
    ["```js\nlet a = '*b*';\n\n# no\n```\nx", "code(js): let a = '*b*';\n\n# no\nx"],
    ["~~~\n```\n~~~", "code(): ```"],
    ["```\nnever closed", "code(): never closed"],
    ["a\n\n---\n\n* * *", "a\nrule\nrule"],
    ["| a | b |\n|---|:-:|\n| 1 | 2 |\n| *3* |", "table(a | b // 1 | 2 // <em>3</em> | )"],
    ["a | b\n--- | ---\nx \\| y | z\n\nend", "table(a | b // x | y | z)\nend"],
    ["a | b\nno table", "a | b⏎no table"],
    ["<b>bold</b>\n<script>x</script>", "<b>bold</b>⏎<script>x</script>"],
    ["", ""],
    ["\r\n a\r\nb\r", "a⏎b"],
  ])("%j", (text, wanted) => expect(short(text)).toBe(wanted));
});

describe("words", () => {
  it.each([
    ["*a* _b_ **c** __d__ ~~e~~", "<em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong> <del>e</del>"],
    ["***a***", "<strong><em>a</em></strong>"],
    ["**a *b* c**", "<strong>a <em>b</em> c</strong>"],
    ["*a **b** c*", "<em>a <strong>b</strong> c</em>"],
    ["2 * 3 * 4, snake_case_name, a*", "2 * 3 * 4, snake_case_name, a*"],
    ["\\*a\\* \\[b](c) \\q", "*a* [b](c) \\q"],
    ["`a*b*` ``x`y`` `open", "<c>a*b*</c> <c>x`y</c> `open"],
    ["[a](https://x.org/p_(q))", "<a https://x.org/p_(q)>a</a>"],
    ['[a **b**](https://x.org "title")', "<a https://x.org/>a <strong>b</strong></a>"],
    ["[a](<https://x.org>)", "<a https://x.org/>a</a>"],
    ["![pic](https://x.org/p.png)", "<a https://x.org/p.png>pic</a>"],
    ["[m](mailto:a@x.org)", "<a mailto:a@x.org>m</a>"],
    [
      "see https://x.org/a_b. And <http://y.org>!",
      "see <a https://x.org/a_b>https://x.org/a_b</a>. And <a http://y.org/>http://y.org</a>!",
    ],
    ["[https://a.org](https://b.org)", "<a https://b.org/>https://a.org</a>"],
    ["[a](javascript:alert(1))", "[a](javascript:alert(1))"],
    [
      "[a](/relative) [b](//x.org) [c](data:text/html,x)",
      "[a](/relative) [b](//x.org) [c](data:text/html,x)",
    ],
    ["[[label]] and [note]", "[[label]] and [note]"],
  ])("%j", (text, wanted) => expect(short(text)).toBe(wanted));
});

/** All links, and all characters that are shown, in order. */
function facts(text: string): { links: string[]; shown: string } {
  const links: string[] = [];
  const seen = (parts: Inline[]): string =>
    parts
      .map((one) => {
        if (one.kind === "link") links.push(one.href);
        if (one.kind === "break") return "\n";
        return "parts" in one ? seen(one.parts) : one.text;
      })
      .join("");
  const all = (list: Block[]): string =>
    list
      .map((one) => {
        if (one.kind === "quote") return all(one.blocks);
        if (one.kind === "list") return one.items.map((item) => all(item.blocks)).join("\n");
        if (one.kind === "table") return [one.head, ...one.rows].flat().map(seen).join("\n");
        if (one.kind === "code") return `${one.language}\n${one.text}`;
        return one.kind === "rule" ? "" : seen(one.parts);
      })
      .join("\n");
  const shown = all(parseMarkdown(text));
  return { links, shown };
}

describe("whatever is written", () => {
  it("leads nowhere but to http, https and mailto", () => {
    for (const text of payloads)
      for (const form of [text, `[x](${text})`, `![x](${text})`, `<${text}>`, `> - ${text}`])
        for (const link of facts(form).links) expect(link).toMatch(/^(https?|mailto):/);
  });

  it("keeps every word, in order", () => {
    let seed = 3;
    const next = (n: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    const pieces = [
      "*",
      "**",
      "_",
      "`",
      "```",
      "~~",
      "[",
      "](",
      ")",
      "|",
      "|-|",
      "#",
      "- ",
      "1. ",
      "> ",
      "\n",
      "\n\n",
      " ",
      "  ",
      "<",
      "!",
      "\\",
    ];
    for (let round = 0; round < 2000; round++) {
      const words: string[] = [];
      let text = "";
      for (let at = 0; at < 24; at++)
        if (next(2) === 0) {
          words.push(`w${words.length}x`);
          text += words.at(-1);
        } else text += pieces[next(pieces.length)];
      const { shown } = facts(text);
      let from = 0;
      for (const word of words) {
        const found = shown.indexOf(word, from);
        expect(found, JSON.stringify(text)).toBeGreaterThanOrEqual(from);
        from = found;
      }
    }
  });

  it.each(["*a ", "_a", "`a ``", "[", "![](", "> ", "- ", "~~a ", "**a *", "|", "https://.", "***a** "])(
    "ends soon on a long text of %j",
    (piece) => {
      const text = piece.repeat(Math.ceil(100_000 / piece.length));
      expect(parseMarkdown(text).length).toBeGreaterThan(0);
      expect(facts(`a\n${piece}\n`.repeat(5_000)).shown).toContain("a");
    },
  );
});
