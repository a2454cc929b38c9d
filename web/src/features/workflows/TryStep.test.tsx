// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer, json, sessionBody } from "@/api/server.fixture";
import { draw } from "@/kit/page.fixture";
import type { GraphNode } from "@/model/graph";
import type { RunInput } from "@/model/workflowInputs";
import { TryStep } from "./TryStep";

const rpc = "POST /rest/v1/rpc/fn_run_step";
const node: GraphNode = {
  id: "n1",
  label: "say",
  kind: "transform",
  lens_id: null,
  version_id: null,
  config: { text: "Hi [[who]]" },
  position_x: 0,
  position_y: 0,
  ordinal: 0,
};
const who: RunInput = {
  label: "who",
  type: "text",
  required: true,
  options: [],
  default_value: null,
  help_text: null,
  ordinal: 0,
  readBy: ["say"],
};

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer().on("POST /v1/session/refresh", json(sessionBody("a1")));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const shown = (more: Partial<Parameters<typeof TryStep>[0]> = {}) =>
  draw(<TryStep node={node} inputs={[who]} last={null} flush={async () => true} {...more} />);
const field = () => screen.getByLabelText(/^who/) as HTMLInputElement;
const send = () => fireEvent.submit(field().closest("form") as HTMLElement);

describe("a step that is tried by itself", () => {
  it("waits for the values that it needs", async () => {
    await shown();
    expect((screen.getByRole("button", { name: "Try this step" }) as HTMLButtonElement).disabled).toBe(true);
    send();
    expect(server.of(rpc)).toEqual([]);
  });

  it("takes what it got in the last run, and only that", async () => {
    server.on(rpc, json({ code: "22023", message: "no", hint: "x: y" }, 400));
    await shown({ last: { who: "you", other: "x" } });
    fireEvent.click(screen.getByRole("button", { name: "Take what it got in the last run" }));
    expect(field().value).toBe("you");
    send();
    await waitFor(() =>
      expect(server.of(rpc)[0]?.body).toEqual({ p_node_id: "n1", p_inputs: { who: "you" } }),
    );
  });

  it("offers nothing of a run in which it got nothing", async () => {
    await shown({ last: { other: "x" } });
    expect(screen.queryByRole("button", { name: /last run/ })).toBeNull();
  });

  it("is stored first; what could not be stored is not tried", async () => {
    await shown({ flush: async () => false });
    fireEvent.change(field(), { target: { value: "you" } });
    send();
    expect(await screen.findByText(/could not be saved, so it was not tried/)).toBeTruthy();
    expect(server.of(rpc)).toEqual([]);
  });

  it("says why the server refuses it, and keeps what was typed", async () => {
    server.on(rpc, json({ code: "55000", message: "workflow is archived", hint: "a: restore it" }, 409));
    await shown();
    fireEvent.change(field(), { target: { value: "you" } });
    send();
    expect(await screen.findByText("workflow is archived")).toBeTruthy();
    expect(field().value).toBe("you");
  });
});
