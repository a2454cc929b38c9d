import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import i18next from "i18next";
import type { ReactNode } from "react";
import { initReactI18next } from "react-i18next";
import en from "@/app/locales/en.json";

/** Draws a piece of a page in English, with dialogs that open as a browser's do. */
export async function draw(piece: ReactNode) {
  if (!i18next.isInitialized)
    await i18next.use(initReactI18next).init({
      lng: "en",
      resources: { en: { translation: en } },
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
    });
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  const around = (inner: ReactNode) => (
    <QueryClientProvider client={new QueryClient()}>{inner}</QueryClientProvider>
  );
  const drawn = render(around(piece));
  return { ...drawn, again: (next: ReactNode) => drawn.rerender(around(next)) };
}
