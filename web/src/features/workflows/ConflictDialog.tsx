import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import type { Clash } from "@/model/mergeGraphs";
import type { Conflict } from "./useGraphEditor";

/** Both sides' changes are together already; only where they clash somebody has to choose. */
export function ConflictDialog({
  conflict,
  onSettle,
}: {
  conflict: Conflict;
  onSettle(theirs: readonly Clash[]): void;
}) {
  const { t } = useTranslation();
  const [theirs, setTheirs] = useState<ReadonlySet<Clash>>(new Set());
  const { clashes } = conflict.merged;
  return (
    <Dialog
      firm
      wide
      title={t("conflict.title")}
      onClose={() => {}}
      footer={
        <Button tone="accent" onClick={() => onSettle([...theirs])}>
          {t("conflict.merge")}
        </Button>
      }
    >
      <p className="mb-3 text-sm text-soft">
        {clashes.length === 0 ? t("conflict.none") : t("conflict.choose")}
      </p>
      <ul className="flex flex-col gap-3">
        {clashes.map((clash) => {
          const name = `${clash.id}-${clash.field}`;
          return (
            <li key={name}>
              <fieldset className="rounded-md border border-line p-3">
                <legend className="px-1 text-sm font-semibold">
                  {clash.name}
                  {clash.field && ` · ${clash.field}`}
                </legend>
                {(["mine", "theirs"] as const).map((side) => (
                  <label key={side} className="flex items-start gap-2 py-1 text-sm">
                    <input
                      type="radio"
                      name={name}
                      className="mt-1"
                      checked={theirs.has(clash) === (side === "theirs")}
                      onChange={() => {
                        const next = new Set(theirs);
                        if (side === "theirs") next.add(clash);
                        else next.delete(clash);
                        setTheirs(next);
                      }}
                    />
                    <span>
                      <span className="font-medium">
                        {t(side === "mine" ? "conflict.mySide" : "conflict.theirSide")}
                      </span>{" "}
                      <code className="font-mono text-xs break-all">
                        {clash[side] === null && clash.field === null
                          ? t("conflict.gone")
                          : JSON.stringify(clash.field === null ? t("conflict.kept") : clash[side])}
                      </code>
                    </span>
                  </label>
                ))}
              </fieldset>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
