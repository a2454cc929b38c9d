// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { draw } from "@/kit/page.fixture";
import { edgeOf, nodeOf } from "@/model/graph.fixture";
import { ConnectDialog } from "./ConnectDialog";

const graph = {
  nodes: [
    nodeOf("a", { label: "research" }),
    nodeOf("b", { label: "brief" }),
    nodeOf("c", { label: "review" }),
  ],
  edges: [edgeOf("a", "b")],
};
let connected: string[] = [];
beforeEach(() => {
  connected = [];
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});
afterEach(cleanup);

const open = (source: string) =>
  draw(
    <ConnectDialog
      graph={graph}
      source={source}
      onConnect={(target) => connected.push(target)}
      onClose={() => undefined}
    />,
  );
const enter = () => fireEvent.submit(document.querySelector("form") as HTMLFormElement);

it("takes the first of what was typed, with the cursor in the field from the beginning", async () => {
  await open("a");
  expect(document.activeElement).toBe(screen.getByLabelText("Step"));
  fireEvent.change(screen.getByLabelText("Step"), { target: { value: "rev" } });
  enter();
  expect(connected).toEqual(["c"]);
});

it("offers no step that would close a circle, nor the step itself", async () => {
  await open("b");
  expect(screen.queryByRole("button", { name: /research/ })).toBeNull();
  expect(screen.queryByRole("button", { name: /brief/ })).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: /review/ }));
  expect(connected).toEqual(["c"]);
});

it("does nothing where nothing fits", async () => {
  await open("a");
  fireEvent.change(screen.getByLabelText("Step"), { target: { value: "nothing of this" } });
  expect(screen.getByText("No step that could follow.")).toBeTruthy();
  enter();
  expect(connected).toEqual([]);
});
