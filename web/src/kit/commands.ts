import { useEffect, useRef } from "react";

/** Something one can do here: by the palette, and by its shortcut. */
export interface Command {
  id: string;
  label: string;
  /** "Mod+Enter", "g l" (one key after the other), "?" */
  shortcut?: string;
  /** also works while typing in a field */
  always?: boolean;
  disabled?: boolean;
  run(): void;
}

let groups: readonly (readonly Command[])[] = [];
let waitingFor: { key: string; until: number } | null = null;
const chordMillis = 1200;

export const currentCommands = (): Command[] => groups.flat().filter((command) => !command.disabled);

/** Offers commands while the component is on the page; the newest ones win a shortcut. */
export function useCommands(commands: Command[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  const names = commands.map((command) => `${command.id}${command.disabled}${command.label}`).join();
  // The list is made anew by each render; it matters only when its names change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const group = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find((one) => one.id === command.id)?.run(),
    }));
    groups = [...groups, group];
    return () => {
      groups = groups.filter((one) => one !== group);
    };
  }, [names]);
}

/** Runs the command whose shortcut this key event completes. */
export function handleShortcut(event: KeyboardEvent, now: number): void {
  if (event.defaultPrevented || event.isComposing) return;
  const pressed = keyName(event);
  if (pressed === null) return;
  const typing = isTyping(event);
  const chord = waitingFor && waitingFor.until > now ? `${waitingFor.key} ${pressed}` : null;
  waitingFor = null;
  const offered = currentCommands().reverse();
  const hit =
    offered.find((one) => chord !== null && !typing && one.shortcut === chord) ??
    offered.find((one) => one.shortcut === pressed && (!typing || one.always || pressed.includes("Mod+")));
  if (hit) {
    event.preventDefault();
    hit.run();
  } else if (!typing && offered.some((one) => one.shortcut?.startsWith(`${pressed} `)))
    waitingFor = { key: pressed, until: now + chordMillis };
}

function keyName(event: KeyboardEvent): string | null {
  if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (event.key.length > 1 || /[a-z]/.test(key)) ? "Shift+" : "";
  const mod = event.ctrlKey || event.metaKey ? "Mod+" : "";
  return event.altKey ? null : `${mod}${shift}${key}`;
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}

/** A shortcut as it is printed: Ctrl Enter, G then L. */
export function shortcutText(shortcut: string): string {
  const mac = /Mac|iPhone/.test(navigator.platform);
  return shortcut
    .replace("Mod+", mac ? "⌘" : "Ctrl ")
    .replace("Shift+", mac ? "⇧" : "Shift ")
    .replace(/\b[a-z]\b/g, (key) => key.toUpperCase());
}
