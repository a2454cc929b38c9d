// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, type, visit } from "@/app/visit.fixture";

const search = "POST /rest/v1/rpc/fn_search_lenses";
const lens = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  lenser_id: "me",
  visibility: "private",
  status: "published",
  title: `Lens ${id}`,
  description: null,
  author_profile: { handle: "ada", display_name: "Ada" },
  tags: [],
  created_at: "2026-11-01T10:00:00Z",
  outputKind: null,
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda().on("GET /rest/v1/tags", json([{ id: "t1", slug: "law", name: "Law" }]));
});
afterEach(leave);

const cards = async () =>
  (await screen.findAllByRole("listitem")).filter((one) => one.querySelector("a.grow"));

describe("the lenses", () => {
  it("are one's own, with what is worth knowing about each", async () => {
    server.rpc("fn_search_lenses", [
      lens("a", {
        description: "Sums up",
        outputKind: "text",
        tags: [{ id: "t1", slug: "law", name: "Law" }],
      }),
      lens("b", { status: "draft", visibility: "public" }),
    ]);
    await visit("/lenses");
    const [first, second] = await cards();
    expect(within(first as HTMLElement).getByText("Sums up")).toBeTruthy();
    expect(within(first as HTMLElement).getByText("#Law")).toBeTruthy();
    expect(within(first as HTMLElement).queryByText("Private")).toBeNull();
    expect(within(second as HTMLElement).getByText("Draft")).toBeTruthy();
    expect(within(second as HTMLElement).getByText("Public")).toBeTruthy();
    expect(server.of(search)[0]?.body).toEqual({ p_query: null, p_owner_id: "me", p_limit: 200 });
    expect(server.of(search)[0]?.query.get("status")).toBe("neq.archived");
  });

  it("are asked for as the address says", async () => {
    server.rpc("fn_search_lenses", [lens("a")]);
    await visit("/lenses?q=law&tag=law&status=archived&from=everyone");
    await cards();
    const asked = server.of(search)[0];
    expect(asked?.body).toEqual({ p_query: "law", p_owner_id: null, p_limit: 200 });
    expect(asked?.query.get("status")).toBe("eq.archived");
    expect(asked?.query.get("tags")).toBe('cs.[{"slug":"law"}]');
  });

  it("take filters into the address, so that back and a link keep them", async () => {
    server.rpc("fn_search_lenses", [lens("a")]);
    const router = await visit("/lenses");
    await cards();
    fireEvent.change(screen.getByLabelText("Status"), { target: { value: "draft" } });
    await waitFor(() => expect(router.state.location.search).toEqual({ status: "draft" }));
    fireEvent.change(screen.getByLabelText("Whose"), { target: { value: "everyone" } });
    await waitFor(() => expect(router.state.location.search).toEqual({ status: "draft", from: "everyone" }));
    fireEvent.change(screen.getByLabelText("Status"), { target: { value: "" } });
    await waitFor(() => expect(router.state.location.search).toEqual({ from: "everyone" }));
    await waitFor(() => expect(server.of(search).at(-1)?.body).toMatchObject({ p_owner_id: null }));
  });

  it("that do not fit can be found again by clearing the filters", async () => {
    server.rpc("fn_search_lenses", [], [lens("a")]);
    const router = await visit("/lenses?q=none&from=everyone");
    fireEvent.click(await screen.findByRole("button", { name: "Clear filters" }));
    await cards();
    expect(router.state.location.search).toEqual({ from: "everyone" });
  });

  it("are explained where there is none", async () => {
    server.rpc("fn_search_lenses", []);
    await visit("/lenses");
    expect(await screen.findByText(/A lens is an instruction for an AI/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Clear filters" })).toBeNull();
  });
});

describe("a new lens", () => {
  it("is made with a first body and opened", async () => {
    server
      .rpc("fn_search_lenses", [])
      .rpc("fn_create_lens", "new-id")
      .rpc("fn_get_lens_detail_bootstrap", null);
    const router = await visit("/lenses");
    fireEvent.click((await screen.findAllByRole("button", { name: /New lens/ }))[0] as HTMLElement);
    await screen.findByRole("dialog", { name: "New lens" });
    type("Title", "Brief");
    fireEvent.submit(document.getElementById("new-lens") as HTMLElement);
    await waitFor(() => expect(router.state.location.pathname).toBe("/lenses/new-id"));
    expect(server.of("POST /rest/v1/rpc/fn_create_lens")[0]?.body).toMatchObject({
      p_title: "Brief",
      p_visibility: "private",
      p_template_body: expect.stringContaining("[[text:textarea]]"),
    });
  });

  it("that the server refuses stays in its dialog", async () => {
    server
      .rpc("fn_search_lenses", [])
      .on(
        "POST /rest/v1/rpc/fn_create_lens",
        json({ code: "22023", message: "a title is too long", hint: null }, 400),
      );
    await visit("/lenses");
    fireEvent.click((await screen.findAllByRole("button", { name: /New lens/ }))[0] as HTMLElement);
    const dialog = within(await screen.findByRole("dialog", { name: "New lens" }));
    type("Title", "Brief");
    fireEvent.submit(document.getElementById("new-lens") as HTMLElement);
    expect(await dialog.findByText("a title is too long")).toBeTruthy();
  });
});
