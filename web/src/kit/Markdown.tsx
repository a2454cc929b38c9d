import { memo, type ReactNode } from "react";
import { type Block, type Inline, parseMarkdown } from "@/model/markdown";

/** Text of a model as headings, lists, tables and links: elements of a fixed list, made by React from a tree, never from HTML. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return <div className="flex flex-col gap-3 break-words">{blocks(parseMarkdown(text))}</div>;
});

// The parts of a text have no name but their place.
const keyed = <T,>(list: readonly T[], draw: (one: T, key: string) => ReactNode) =>
  list.map((one, at) => draw(one, `${at}`));

const blocks = (list: readonly Block[]): ReactNode[] =>
  keyed(list, (one, key) => <Piece key={key} block={one} />);

const inline = (list: readonly Inline[]): ReactNode[] =>
  keyed(list, (one, key) => <Words key={key} part={one} />);

function Piece({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      // A heading of an answer is none of the page: it would break the page's own outline.
      return (
        <p
          className={`font-semibold ${block.level === 1 ? "text-lg" : block.level === 2 ? "text-base" : "text-sm"}`}
        >
          {inline(block.parts)}
        </p>
      );
    case "code":
      return (
        <pre className="rounded-md border border-line bg-panel p-2.5 font-mono text-xs whitespace-pre-wrap">
          {block.language !== "" && <span className="block font-sans text-soft">{block.language}</span>}
          {block.text}
        </pre>
      );
    case "quote":
      return (
        <blockquote className="flex flex-col gap-2 border-l-2 border-line pl-3 text-soft">
          {blocks(block.blocks)}
        </blockquote>
      );
    case "list":
      return <List list={block} />;
    case "table":
      return <Grid table={block} />;
    case "rule":
      return <hr className="border-line" />;
    default:
      return <p>{inline(block.parts)}</p>;
  }
}

function List({ list }: { list: Extract<Block, { kind: "list" }> }) {
  const items = keyed(list.items, (item, key) => {
    const [only] = item.blocks;
    return (
      <li key={key} className={item.done === null ? "" : "list-none"}>
        {item.done !== null && <span className="mr-1.5">{item.done ? "☑" : "☐"}</span>}
        {item.blocks.length === 1 && only?.kind === "paragraph" ? (
          inline(only.parts)
        ) : (
          <div className="flex flex-col gap-1.5">{blocks(item.blocks)}</div>
        )}
      </li>
    );
  });
  const look = "flex flex-col gap-1 pl-6";
  return list.ordered ? (
    <ol start={list.start} className={`list-decimal ${look}`}>
      {items}
    </ol>
  ) : (
    <ul className={`list-disc ${look}`}>{items}</ul>
  );
}

function Grid({ table }: { table: Extract<Block, { kind: "table" }> }) {
  const cell = "border border-line px-2 py-1 text-left align-top";
  return (
    <table className="w-full table-auto border-collapse text-sm">
      <thead>
        <tr>
          {keyed(table.head, (parts, key) => (
            <th key={key} className={`${cell} font-semibold`}>
              {inline(parts)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {keyed(table.rows, (row, key) => (
          <tr key={key}>
            {keyed(row, (parts, at) => (
              <td key={at} className={cell}>
                {inline(parts)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Words({ part }: { part: Inline }) {
  switch (part.kind) {
    case "break":
      return <br />;
    case "code":
      return <code className="rounded bg-panel px-1 font-mono text-[0.9em]">{part.text}</code>;
    case "strong":
      return <strong>{inline(part.parts)}</strong>;
    case "em":
      return <em>{inline(part.parts)}</em>;
    case "del":
      return <s>{inline(part.parts)}</s>;
    case "link":
      return <Outward href={part.href}>{part.parts}</Outward>;
    default:
      return part.text;
  }
}

/** A link that says where it leads, whatever it is called. */
function Outward({ href, children }: { href: string; children: Inline[] }) {
  const { host, pathname, protocol } = new URL(href);
  const to = protocol === "mailto:" ? pathname : host;
  const [only] = children;
  const tells = children.length === 1 && only?.kind === "text" && only.text.includes(to);
  return (
    <a
      href={href}
      title={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent underline underline-offset-2"
    >
      {inline(children)}
      {!tells && ` (${to})`}
    </a>
  );
}
