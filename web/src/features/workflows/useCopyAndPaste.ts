import { useEffect } from "react";

interface Props {
  /** what is copied as text; null leaves it to the browser */
  copy(): string | null;
  /** false where the text is nothing to paste here */
  paste(text: string): boolean;
}

/** Copies and pastes on the page, outside of fields, through the clipboard's text. */
export function useCopyAndPaste({ copy, paste }: Props) {
  useEffect(() => {
    const inField = () => {
      const at = document.activeElement;
      return at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at?.shadowRoot != null;
    };
    const onCopy = (event: ClipboardEvent) => {
      const text = inField() || getSelection()?.toString() ? null : copy();
      if (text === null) return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (!inField() && paste(event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
    };
    document.addEventListener("copy", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  });
}
