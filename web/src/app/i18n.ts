import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import en from "./locales/en.json";

export const languages = [
  { id: "en", name: "English" },
  { id: "de", name: "Deutsch" },
  { id: "tr", name: "Türkçe" },
] as const;

const kept = "clens.language";
const loaders: Readonly<Record<string, () => Promise<{ default: Record<string, string> }>>> = {
  de: () => import("./locales/de.json"),
  tr: () => import("./locales/tr.json"),
};

const offered: readonly string[] = languages.map((language) => language.id);
const wanted =
  [localStorage.getItem(kept), ...navigator.languages.map((tag) => tag.slice(0, 2))].find(
    (tag) => tag !== null && offered.includes(tag),
  ) ?? "en";

export const ready = i18next
  .use(initReactI18next)
  .init({
    lng: "en",
    fallbackLng: "en",
    resources: { en: { translation: en } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  })
  .then(() => show(wanted));

export async function chooseLanguage(language: string): Promise<void> {
  localStorage.setItem(kept, language);
  await show(language);
}

async function show(language: string): Promise<void> {
  const load = loaders[language];
  if (load && !i18next.hasResourceBundle(language, "translation"))
    i18next.addResourceBundle(language, "translation", (await load()).default);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
