import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import de from "./locales/de.json";
import en from "./locales/en.json";
import tr from "./locales/tr.json";

const offered = ["en", "de", "tr"];
const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => offered.includes(tag)) ?? "en";

document.documentElement.lang = wanted;

export const ready = i18next.use(initReactI18next).init({
  lng: wanted,
  fallbackLng: "en",
  resources: { en: { translation: en }, de: { translation: de }, tr: { translation: tr } },
  keySeparator: false,
  interpolation: { escapeValue: false },
});
