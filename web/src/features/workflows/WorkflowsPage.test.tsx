// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, type, visit } from "@/app/visit.fixture";

const mine = "POST /rest/v1/rpc/fn_get_my_workflows";
const workflow = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  title: `Flow ${id}`,
  description: null,
  status: "published",
  node_count: 3,
  updated_at: "2026-11-23T10:00:00Z",
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda();
});
afterEach(leave);

describe("the workflows", () => {
  it("are one's own, the newest change first", async () => {
    server.rpc("fn_get_my_workflows", [
      workflow("a", { description: "Reads and sums up" }),
      workflow("b", { status: "draft", node_count: 1 }),
    ]);
    await visit("/workflows");
    expect((await screen.findByRole("link", { name: "Flow a" })).getAttribute("href")).toBe("/workflows/a");
    expect(screen.getByText("Reads and sums up")).toBeTruthy();
    expect(screen.getByText(/3 steps/)).toBeTruthy();
    expect(screen.getByText(/1 step ·/)).toBeTruthy();
    expect(screen.getByText("Draft")).toBeTruthy();
    expect(server.of(mine)[0]?.body).toEqual({
      p_lenser_id: "me",
      p_limit: 200,
      p_search: null,
      p_sort: "updated_at",
    });
  });

  it("are searched by the server, with the words in the address", async () => {
    server.rpc("fn_get_my_workflows", [workflow("a")]);
    const router = await visit("/workflows");
    await screen.findByRole("link", { name: "Flow a" });
    type("Search workflows", "brief");
    await waitFor(() => expect(router.state.location.search).toEqual({ q: "brief" }));
    await waitFor(() => expect(server.of(mine).at(-1)?.body).toMatchObject({ p_search: "brief" }));
  });

  it.each([
    ["/workflows", /A workflow wires lenses/],
    ["/workflows?q=none", "No workflow by that name."],
  ])("are explained where there is none: %s", async (path, words) => {
    server.rpc("fn_get_my_workflows", []);
    await visit(path);
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it("are kept apart from a refusal", async () => {
    server.on(mine, json({ code: "42501", message: "not allowed", hint: null }, 403));
    await visit("/workflows");
    expect(await screen.findByText("not allowed")).toBeTruthy();
    expect(screen.queryByText(/A workflow wires lenses/)).toBeNull();
  });
});

describe("a new workflow", () => {
  it("that the server refuses stays in its dialog with its title", async () => {
    server
      .rpc("fn_get_my_workflows", [workflow("a")])
      .on(
        "POST /rest/v1/rpc/fn_create_workflow",
        json(
          { code: "23505", message: "there is one by that name", hint: "taken: choose another title" },
          409,
        ),
      );
    await visit("/workflows");
    await screen.findByRole("link", { name: "Flow a" });
    fireEvent.click(screen.getByRole("button", { name: /New workflow/ }));
    const dialog = within(await screen.findByRole("dialog", { name: "New workflow" }));
    type("Title", "Brief");
    fireEvent.submit(document.getElementById("new-workflow") as HTMLElement);
    expect(await dialog.findByText("there is one by that name")).toBeTruthy();
    expect(dialog.getByText("Choose another title")).toBeTruthy();
    expect((screen.getByLabelText("Title") as HTMLInputElement).value).toBe("Brief");
    expect(server.of("POST /rest/v1/rpc/fn_create_workflow")[0]?.body).toEqual({ p_title: "Brief" });
  });
});
