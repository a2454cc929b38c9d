// Writes a lens from nothing to a published second version: chips, parameters, contract, rendering, a streamed answer, diff, roll-back, fork.
import { fits, inBrowser } from "./lib.mjs";

await inBrowser(
  "lenses",
  async ({ page, origin, expect, look }) => {
    const title = `Flow lens ${Date.now()}`;
    const saved = () => page.locator('[data-save="saved"]').waitFor();
    const tab = (name) => page.getByRole("tab", { name }).click();

    await page.keyboard.press("g");
    await page.keyboard.press("l");
    await page.getByRole("heading", { name: "Lenses" }).waitFor();
    await look("lenses");

    await page.keyboard.press("n");
    await page.getByLabel("Title").fill(title);
    await page.keyboard.press("Enter");
    const body = page.getByRole("textbox", { name: "Instruction" });
    await body.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Write a title for [[topic:textarea]], in a [[Tone:select", { delay: 5 });
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type(" voice.", { delay: 5 });
    await saved();
    expect(
      (await page.locator("[data-parameter]").count()) === 2,
      "each label has one parameter, half-typed ones have none",
    );
    await page.locator('[data-parameter="Tone"]').getByLabel("Options").fill("calm\nloud");

    await page.getByLabel("topic *").fill("An island and its ferry");
    await page.getByLabel("Tone *").selectOption("calm");
    await page.getByText("rendered by the server").waitFor();
    expect(
      (await page.locator("[data-preview]").innerText()) ===
        "Write a title for An island and its ferry, in a calm voice.",
      "the server's rendering is shown",
    );
    await look("lens");
    await page.keyboard.press("Control+Enter");
    await page.locator('[data-status="completed"]').waitFor();
    expect((await page.locator("[data-answer]").innerText()).length > 5, "the answer streamed in");

    await tab("Contracts");
    await page.getByRole("button", { name: "Add a contract" }).first().click();
    await page.getByRole("button", { name: "Add field" }).click();
    await saved();
    await look("lens-contracts");
    await page.getByRole("button", { name: "Remove contract" }).click();
    await saved();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByText("first version that others can use").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
    await page.getByText("Published", { exact: true }).first().waitFor();

    await tab("Write");
    await body.click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("F2");
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" At most [[words:integer]] words.", { delay: 5 });
    await saved();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByText("Parameter “words” is now required.").waitFor();
    await look("lens-publish");
    await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
    await page.getByText("From now on this version does not change").first().waitFor();

    await tab(/Versions/);
    await page.getByRole("button", { name: "Roll back to this" }).last().click();
    await page.getByText("The draft is now as version 1 was").waitFor();
    await page.getByText("Compare versions").waitFor();
    await look("lens-versions");

    // What was typed survives a reload before it was saved.
    await tab("Write");
    await page.route("**/rpc/fn_update_lens", (route) => route.abort());
    await body.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Kept.");
    await page.getByText("Not saved").waitFor();
    page.once("dialog", (dialog) => dialog.accept());
    await page.reload();
    await page.unroute("**/rpc/fn_update_lens");
    await page.getByRole("textbox", { name: "Instruction" }).getByText("Kept.").waitFor();
    await page
      .getByRole("button", { name: "Try again" })
      .or(page.locator('[data-save="saved"]'))
      .first()
      .waitFor();

    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Fork" }).click();
    await page.getByText("Forked from").waitFor();

    await page.setViewportSize({ width: 360, height: 740 });
    await look("lens-narrow");
    expect(await fits(page), "the editor fits a phone");
    await page.goto(`${origin}/lenses?q=${encodeURIComponent(title)}`);
    await page.getByRole("link", { name: title }).first().waitFor();
    await look("lenses-narrow");
    expect(await fits(page), "the library fits a phone");
  },
  /ERR_FAILED|status of 400/,
);
