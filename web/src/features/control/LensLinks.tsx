import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { LensRow } from "@/api/lenses";
import { textLink } from "@/kit/links";
import { Panel } from "@/kit/Page";

/** The lenses of a profile that the viewer may read. */
export function LensLinks({ lenses }: { lenses: readonly LensRow[] | undefined }) {
  const { t } = useTranslation();
  return (
    <Panel title={t("app.lenses")}>
      {lenses?.length === 0 && <p className="text-sm text-soft">{t("lenser.noLenses")}</p>}
      <ul className="flex flex-col gap-1.5 text-sm">
        {(lenses ?? []).slice(0, 50).map((lens) => (
          <li key={lens.id} className="truncate">
            <Link to="/lenses/$lensId" params={{ lensId: lens.id }} className={textLink}>
              {lens.title}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
