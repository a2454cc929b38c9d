// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json, sessionBody } from "@/api/server.fixture";
import { leave, press, serverOfAda, type, visit } from "@/app/visit.fixture";

const open = "POST /v1/session";

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda().rpc("fn_get_my_api_keys", []).on("GET /rest/v1/approval_requests_v", json([]));
});
afterEach(leave);

/** A server whose cookie knows nobody until somebody signs in. */
function signedOut() {
  let known = false;
  server = serverOfAda().rpc("fn_get_my_api_keys", []).on("GET /rest/v1/approval_requests_v", json([]));
  server.instead("POST /v1/session/refresh", () =>
    known ? json(sessionBody("a1")) : json({ code: "none" }, 401),
  );
  server.on(open, () => {
    known = true;
    return json(sessionBody("a1"));
  });
}

const submit = () => fireEvent.submit(screen.getByLabelText("Password").closest("form") as HTMLElement);

describe("signing in", () => {
  it("is asked for where a page needs it, and leads back to that page", async () => {
    signedOut();
    const router = await visit("/keys");
    await screen.findByRole("heading", { name: "Sign in" });
    expect(router.state.location.search).toEqual({ to: "/keys" });
    type("E-mail", "ada@example.com");
    type("Password", "secret-secret");
    submit();
    expect(await screen.findByRole("heading", { name: "Keys" })).toBeTruthy();
    expect(server.of(open)[0]?.body).toEqual({ email: "ada@example.com", password: "secret-secret" });
  });

  it("says why it was refused and lets one try again", async () => {
    server.on(open, json({ error_code: "invalid_credentials", msg: "Invalid login credentials" }, 400));
    await visit("/sign-in");
    await screen.findByRole("heading", { name: "Sign in" });
    type("E-mail", "ada@example.com");
    type("Password", "wrong");
    submit();
    expect((await screen.findByRole("alert")).textContent).toBe("Invalid login credentials");
    expect((screen.getByRole("button", { name: "Sign in" }) as HTMLButtonElement).disabled).toBe(false);
    expect((screen.getByLabelText("E-mail") as HTMLInputElement).value).toBe("ada@example.com");
  });

  it("makes an account where there is none", async () => {
    signedOut();
    server.on("POST /auth/v1/signup", json({ id: "u1" }));
    await visit("/sign-in?to=/keys");
    await screen.findByRole("heading", { name: "Sign in" });
    press("No account yet? Create one");
    expect(screen.getByRole("heading", { name: "Create an account" })).toBeTruthy();
    const password = screen.getByLabelText("Password") as HTMLInputElement;
    expect(password.minLength).toBe(8);
    expect(password.autocomplete).toBe("new-password");
    type("E-mail", "ada@example.com");
    type("Password", "secret-secret");
    submit();
    await screen.findByRole("heading", { name: "Keys" });
    expect(server.of("POST /auth/v1/signup")).toHaveLength(1);
  });
});

describe("a sign-in link", () => {
  it("signs in at once and is spent once", async () => {
    signedOut();
    const router = await visit("/sign-in?token=once&to=/keys");
    await screen.findByRole("heading", { name: "Keys" });
    expect(server.of(open).map((one) => one.body)).toEqual([{ token: "once" }]);
    expect(router.state.location.pathname).toBe("/keys");
  });

  it("that is spent says so and leaves the form", async () => {
    server.on(open, json({ error_code: "otp_expired", msg: "spent" }, 403));
    await visit("/sign-in?token=spent");
    expect((await screen.findByRole("alert")).textContent).toMatch(/has been used or has expired/);
    await waitFor(() =>
      expect((screen.getByRole("button", { name: "Sign in" }) as HTMLButtonElement).disabled).toBe(false),
    );
  });

  it.each(["//evil.example/", "https://evil.example/", "javascript:alert(1)", "evil"])(
    "leads to no foreign page: %s",
    async (to) => {
      signedOut();
      const router = await visit(`/sign-in?token=once-${to.length}&to=${encodeURIComponent(to)}`);
      await waitFor(() => expect(router.state.location.pathname).toBe("/"));
    },
  );
});
