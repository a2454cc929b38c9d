import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { useEffect, useRef } from "react";

interface Props {
  label: string;
  value: string;
  onChange?: (text: string) => void;
  extensions?: Extension;
  placeholderText?: string;
  readOnly?: boolean;
  mono?: boolean;
  className?: string;
  onView?: (view: EditorView) => void;
}

const look = EditorView.theme({
  "&": { color: "var(--ink)", fontSize: "14px", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { padding: "12px 14px", caretColor: "var(--ink)", lineHeight: "1.6" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--accent) 26%, transparent)",
  },
  ".cm-placeholder": { color: "var(--soft)" },
  ".cm-tooltip": { background: "var(--panel)", border: "1px solid var(--line)", borderRadius: "8px" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "3px 10px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    background: "var(--accent)",
    color: "var(--on-accent)",
  },
  ".cm-completionDetail": { color: "inherit", opacity: "0.75", fontStyle: "normal" },
  ".cm-diagnostic": { padding: "4px 10px" },
});

/**
 * CodeMirror inside a shadow root: there it uses constructed style sheets, which the page's strict content policy allows; in the
 * document it would add style elements, which the policy refuses.
 */
export function CodeEditor(props: Props) {
  const { label, value, readOnly = false, mono = false, className = "" } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const extra = useRef(new Compartment());

  // The editor is made once; what changes later goes in through the effects below.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (!host.current) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const editor = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: value,
        extensions: [
          history(),
          drawSelection(),
          closeBrackets(),
          keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorState.readOnly.of(readOnly),
          EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
          placeholder(latest.current.placeholderText ?? ""),
          look,
          EditorView.theme({
            ".cm-scroller": { fontFamily: mono ? "var(--font-mono)" : "var(--font-sans)", overflow: "auto" },
          }),
          extra.current.of(latest.current.extensions ?? []),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    latest.current.onView?.(editor);
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  const { extensions } = props;
  useEffect(() => {
    view.current?.dispatch({ effects: extra.current.reconfigure(extensions ?? []) });
  }, [extensions]);

  return (
    <div
      ref={host}
      data-editor={label}
      className={`overflow-auto rounded-md border border-line bg-panel focus-within:border-accent ${className}`}
    />
  );
}
