import { type ReactNode, useDeferredValue, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Markdown } from "./Markdown";

const longest = 256 * 1024;
const mostDrawn = 100_000;
const mostWhole = 48;

interface Props {
  text: string;
  /** what stands above it, beside the switch */
  title?: ReactNode;
  /** the text still grows: its end is followed until somebody scrolls away from it */
  live?: boolean;
  className?: string;
}

/** What a step put out: drawn (Markdown, JSON) or as it is written; long texts are cut until the whole is asked for. */
export function Output({ text, title, live = false, className = "max-h-[32rem]" }: Props) {
  const { t } = useTranslation();
  const [raw, setRaw] = useState(false);
  const [whole, setWhole] = useState(false);
  const shown = useDeferredValue(whole || text.length <= longest ? text : text.slice(0, longest));
  const box = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end moves with the text
  useEffect(() => {
    if (live && !away) toEnd();
  }, [live, away, shown]);
  const json = shown.length <= mostDrawn ? jsonOf(shown) : null;
  const drawn = !raw && shown.length <= mostDrawn;
  return (
    <div>
      <div className="mb-1 flex items-end gap-2">
        {title}
        {text.length <= mostDrawn && (
          <button
            type="button"
            aria-pressed={raw}
            title={t("output.rawHelp")}
            onClick={() => setRaw(!raw)}
            className={`ml-auto min-h-6 rounded border border-line px-1.5 text-xs hover:text-ink ${raw ? "bg-sunken font-semibold" : "text-soft"}`}
          >
            {t("output.raw")}
          </button>
        )}
      </div>
      <div
        ref={box}
        data-answer
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          setAway(scrollHeight - scrollTop - clientHeight > mostWhole);
        }}
        className={`${className} overflow-auto rounded-md bg-sunken p-3 text-sm break-words`}
      >
        {drawn && json !== null ? (
          <pre className="font-mono text-xs whitespace-pre-wrap">{json}</pre>
        ) : drawn ? (
          <Markdown text={shown} />
        ) : (
          <pre className="font-sans whitespace-pre-wrap">{shown}</pre>
        )}
      </div>
      <div className="mt-2 flex gap-2 empty:hidden">
        {text.length > longest && !whole && (
          <button type="button" className="text-sm text-accent underline" onClick={() => setWhole(true)}>
            {t("run.showAll")}
          </button>
        )}
        {live && away && (
          <button
            type="button"
            className="text-sm text-accent underline"
            onClick={() => {
              setAway(false);
              toEnd();
            }}
          >
            {t("output.toEnd")}
          </button>
        )}
      </div>
    </div>
  );
}

/** An object or a list, set out over lines; null for anything else. */
function jsonOf(text: string): string | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}
