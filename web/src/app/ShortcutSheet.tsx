import { useTranslation } from "react-i18next";
import { currentCommands, shortcutText } from "@/kit/commands";
import { Dialog } from "@/kit/Dialog";
import { Keys } from "@/kit/Menu";

/** All keys that do something on this page. */
export function ShortcutSheet({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const commands = currentCommands().filter((command) => command.shortcut);
  return (
    <Dialog title={t("app.shortcuts")} onClose={onClose}>
      <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2 text-sm">
        {commands.map((command) => (
          <div key={command.id} className="contents">
            <dt>{command.label}</dt>
            <dd className="text-right">
              <Keys keys={shortcutText(command.shortcut ?? "")} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
