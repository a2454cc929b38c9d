import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from "@codemirror/autocomplete";
import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  keymap,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { type Parameter, parameterTypes } from "@/model/parameters";
import { labelKey, placeholders } from "@/model/template";

/** What the page knows about the labels of the text. */
export interface LabelFacts {
  rows: readonly Parameter[];
  filled: ReadonlySet<string>;
}

export const tellFacts = StateEffect.define<LabelFacts>();

const facts = StateField.define<LabelFacts>({
  create: () => ({ rows: [], filled: new Set() }),
  update: (value, transaction) =>
    transaction.effects.reduce((now, effect) => (effect.is(tellFacts) ? effect.value : now), value),
});

function chips(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { rows, filled } = view.state.field(facts);
  const known = new Map(rows.map((row) => [labelKey(row.label), row]));
  for (const one of placeholders(view.state.doc.toString())) {
    const row = known.get(labelKey(one.label));
    const clash = row && one.type && one.type !== row.type;
    const state = clash ? "clash" : filled.has(labelKey(one.label)) ? "filled" : "open";
    const title = row ? `${row.label}: ${row.type}${row.required ? "" : ", optional"}` : one.label;
    builder.add(one.from, one.to, Decoration.mark({ class: `chip chip-${state}`, attributes: { title } }));
  }
  return builder.finish();
}

const marks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = chips(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.startState.field(facts) !== update.state.field(facts))
        this.decorations = chips(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function complete(context: CompletionContext): CompletionResult | null {
  const type = context.matchBefore(/\[\[[^[\]\n]*:[a-z]*/);
  if (type)
    return {
      from: type.from + type.text.indexOf(":") + 1,
      options: parameterTypes.map((name) => ({ label: name, type: "type" })),
    };
  const label = context.matchBefore(/\[\[[^[\]:\n]*/);
  if (!label) return null;
  const open = context.state.sliceDoc(context.pos, context.pos + 2) !== "]]";
  return {
    from: label.from + 2,
    options: context.state.field(facts).rows.map((row) => ({
      label: row.label,
      detail: row.type,
      apply: open ? `${row.label}]]` : row.label,
    })),
    validFor: /^[^[\]:\n]*$/,
  };
}

const colours = EditorView.baseTheme({
  ".chip": { borderRadius: "4px", padding: "1px 2px", fontWeight: "500" },
  ".chip-open": {
    color: "var(--accent)",
    background: "color-mix(in srgb, var(--accent) 12%, transparent)",
    boxShadow: "inset 0 0 0 1px color-mix(in srgb, var(--accent) 35%, transparent)",
  },
  ".chip-filled": {
    color: "var(--good)",
    background: "color-mix(in srgb, var(--good) 12%, transparent)",
    boxShadow: "inset 0 0 0 1px color-mix(in srgb, var(--good) 35%, transparent)",
  },
  ".chip-clash": {
    color: "var(--bad)",
    background: "color-mix(in srgb, var(--bad) 12%, transparent)",
    textDecoration: "underline wavy",
  },
});

/** The label under the cursor, if any. */
export function labelAt(view: EditorView): string | null {
  const at = view.state.selection.main.head;
  const hit = placeholders(view.state.doc.toString()).find((one) => one.from <= at && at <= one.to);
  return hit?.label ?? null;
}

/** Labels as chips, their names and types as completions, F2 to rename. */
export const lensSyntax = (onRename: (label: string) => void) => [
  facts,
  marks,
  colours,
  autocompletion({ override: [complete], icons: false, activateOnTyping: true }),
  keymap.of([
    ...completionKeymap,
    {
      key: "F2",
      run: (view) => {
        const label = labelAt(view);
        if (label === null) return false;
        onRename(label);
        return true;
      },
    },
  ]),
];
