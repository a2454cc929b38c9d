// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { draw } from "@/kit/page.fixture";
import { pasteGraph } from "@/model/clipboard";
import { emptyGraph } from "@/model/graph";
import { ImportDialog } from "./ImportDialog";

afterEach(cleanup);

const workflow = JSON.stringify({
  nodes: [
    { name: "Start", type: "n8n-nodes-base.manualTrigger" },
    {
      name: "Ask",
      type: "@n8n/n8n-nodes-langchain.chainLlm",
      parameters: { text: "=Sum up {{ $json.text }}." },
    },
    { name: "Own", type: "n8n-nodes-base.code" },
  ],
  connections: { Start: { main: [[{ node: "Ask" }]] }, Ask: { main: [[{ node: "Own" }]] } },
});

async function shown(content: string) {
  const taken: string[] = [];
  await draw(
    <ImportDialog
      content={content}
      onClose={() => taken.push("closed")}
      onTake={(copy) => taken.push(copy)}
    />,
  );
  return taken;
}

describe("a workflow of n8n that is pasted", () => {
  it("is told node by node before any of it is taken", async () => {
    await shown(workflow);
    const row = (name: RegExp) => within(screen.getByRole("row", { name }));
    expect(row(/Start/).getByText("no step")).toBeTruthy();
    expect(row(/Ask/).getByText("Lens")).toBeTruthy();
    expect(row(/Own/).getByText(/by hand/)).toBeTruthy();
  });

  it("is taken as a copy that the editor can paste", async () => {
    const taken = await shown(workflow);
    fireEvent.click(screen.getByRole("button", { name: "Paste 2 steps" }));
    let next = 0;
    const pasted = pasteGraph(emptyGraph, taken[0] ?? "", () => `n${++next}`);
    expect(pasted?.graph.nodes.map((node) => `${node.label} ${node.kind}`)).toEqual([
      "Ask lens",
      "Own transform",
    ]);
    expect(pasted?.graph.edges).toHaveLength(1);
  });

  it("that is none says so, and can only be left", async () => {
    const taken = await shown('{"nodes":7,"connections":[]}');
    expect(screen.getByText(/cannot be read/)).toBeTruthy();
    expect((screen.getByRole("button", { name: "Paste 0 steps" }) as HTMLButtonElement).disabled).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(taken).toEqual(["closed"]);
  });
});
