import { useTranslation } from "react-i18next";
import { Badge } from "./Page";

const tones = { none: "good", read_only: "warn", write: "bad" } as const;

/** How far a tool reaches: not outside, reading outside, changing something outside. */
export function Egress({ value }: { value: string }) {
  const { t } = useTranslation();
  return <Badge tone={tones[value as keyof typeof tones] ?? "plain"}>{t(`egress.${value}`, value)}</Badge>;
}
