import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/kit/Dialog";
import { TextInput } from "@/kit/Input";
import { type Graph, wouldCycle } from "@/model/graph";
import { rank } from "@/model/rank";

interface Props {
  graph: Graph;
  source: string;
  onConnect(target: string): void;
  onClose(): void;
}

/** Connects a step by keyboard: type part of a name, Enter takes the first; steps that would close a circle are not offered. */
export function ConnectDialog({ graph, source, onConnect, onClose }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const from = graph.nodes.find((node) => node.id === source);
  const free = graph.nodes.filter((node) => !wouldCycle(graph, source, node.id));
  const found = rank(typed, free, (node) => node.label).slice(0, 50);
  return (
    <Dialog title={t("connect.from", { label: from?.label ?? "" })} onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (found[0]) onConnect(found[0].id);
        }}
      >
        <TextInput
          label={t("connect.to")}
          value={typed}
          autoFocus
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
        {found.length === 0 && <p className="text-sm text-soft">{t("connect.none")}</p>}
        <ul className="flex max-h-72 flex-col gap-1 overflow-y-auto">
          {found.map((node, at) => (
            <li key={node.id}>
              <button
                type="button"
                onClick={() => onConnect(node.id)}
                className={`flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left text-sm hover:bg-sunken ${at === 0 ? "bg-sunken" : ""}`}
              >
                <span className="grow truncate font-medium">{node.label}</span>
                <span className="text-xs text-soft">{t(`kind.${node.kind}`, node.kind)}</span>
              </button>
            </li>
          ))}
        </ul>
      </form>
    </Dialog>
  );
}
