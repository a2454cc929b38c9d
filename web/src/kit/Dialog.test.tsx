// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { ApiError } from "@/api/session";
import { Confirm } from "./Confirm";
import { Dialog } from "./Dialog";
import { Problem, readableHint } from "./Problem";
import { draw } from "./page.fixture";

afterEach(cleanup);

const cancel = () => fireEvent(screen.getByRole("dialog"), new Event("cancel", { cancelable: true }));

describe("a dialog", () => {
  it("opens, has its title for a name, and ends by Escape or its button", async () => {
    let closed = 0;
    await draw(
      <Dialog title="Keys" onClose={() => void closed++} footer={<button type="button">Store</button>}>
        inside
      </Dialog>,
    );
    const dialog = screen.getByRole("dialog", { name: "Keys" }) as HTMLDialogElement;
    expect(dialog.open).toBe(true);
    expect(screen.getByRole("button", { name: "Store" })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Close" }));
    expect(closed).toBe(1);
    expect(cancel()).toBe(false);
    expect(closed).toBe(2);
  });

  it("that asks firmly is ended by an answer alone", async () => {
    let closed = 0;
    await draw(
      <Dialog title="Keys" firm onClose={() => void closed++}>
        inside
      </Dialog>,
    );
    expect(screen.queryByRole("button", { name: "Close" })).toBeNull();
    expect(cancel()).toBe(false);
    expect(closed).toBe(0);
  });

  it("gives the page back when it goes", async () => {
    const drawn = await draw(
      <Dialog title="Keys" onClose={() => undefined}>
        inside
      </Dialog>,
    );
    const dialog = screen.getByRole("dialog") as HTMLDialogElement;
    drawn.unmount();
    expect(dialog.open).toBe(false);
  });
});

describe("a question", () => {
  it("is answered once, and not while the answer is under way", async () => {
    const answers: string[] = [];
    const ask = (busy: boolean, error: unknown = null) => (
      <Confirm
        title="Revoke"
        action="Revoke it"
        danger
        busy={busy}
        error={error}
        onConfirm={() => void answers.push("yes")}
        onClose={() => void answers.push("no")}
      >
        It goes for good.
      </Confirm>
    );
    const drawn = await draw(ask(false));
    fireEvent.click(screen.getByRole("button", { name: "Revoke it" }));
    drawn.again(ask(true));
    fireEvent.click(screen.getByRole("button", { name: "Revoke it" }));
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(answers).toEqual(["yes", "no"]);
    drawn.again(ask(false, new Error("not now")));
    expect(screen.getByRole("alert").textContent).toContain("not now");
  });
});

describe("a problem", () => {
  it.each([
    [new Error("broke"), "That did not work", "broke"],
    ["plain text", "That did not work", "plain text"],
    [new ApiError(404, "P0002", "no such lens", "not_found: look again"), "That did not work", "Look again"],
    [new ApiError(0, "offline", "Failed to fetch"), "The server cannot be reached", "Check your connection"],
  ])("is told with what to do: %s", async (error, title, words) => {
    await draw(<Problem error={error} />);
    const alert = screen.getByRole("alert").textContent ?? "";
    expect(alert).toContain(title);
    expect(alert).toContain(words);
    expect(alert).not.toContain("Failed to fetch");
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("can be tried again where that makes sense", async () => {
    let tried = 0;
    await draw(<Problem error={new Error("x")} onRetry={() => void tried++} />);
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(tried).toBe(1);
  });

  it.each([
    ["not_found: look again", "Look again"],
    ["look again", "Look again"],
    ["see: clens lens list", "Clens lens list"],
    ["Use https://x: it works", "Use https://x: it works"],
    ["", ""],
  ])("has hints that begin with a word for people: %j", (hint, shown) => {
    expect(readableHint(hint)).toBe(shown);
  });
});
