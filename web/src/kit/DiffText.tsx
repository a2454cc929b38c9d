import { useTranslation } from "react-i18next";
import { diffWords } from "@/model/diff";

/** What changes from one text to another, word by word. */
export function DiffText({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  if (from === to) return <p className="text-sm text-soft">{t("diff.same")}</p>;
  let at = 0;
  return (
    <div className="max-h-[28rem] overflow-auto rounded-md bg-sunken p-3 text-sm break-words whitespace-pre-wrap">
      {diffWords(from, to).map((part) => {
        const key = `${at}${part.kind}`;
        at += part.text.length;
        if (part.kind === "same") return <span key={key}>{part.text}</span>;
        return part.kind === "added" ? <ins key={key}>{part.text}</ins> : <del key={key}>{part.text}</del>;
      })}
    </div>
  );
}
