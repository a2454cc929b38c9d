// Writes a lens from nothing to a published second version: chips, parameters, contract, rendering, a streamed answer, diff, roll-back, fork.
import { api, fits, inBrowser } from "./lib.mjs";

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

    // Two workflows use it: one keeps to this version, the other follows the newest.
    const lensId = page.url().split("/").at(-1);
    const [first] = await api(page, "fn_list_lens_versions", { p_lens_id: lensId });
    const using = {};
    for (const [name, version_id] of [
      ["Keeps", first.id],
      ["Follows", null],
    ]) {
      const [{ id }] = await api(page, "fn_create_workflow", { p_title: `${name} ${title}` });
      await api(page, "fn_upsert_workflow_nodes", {
        p_workflow_id: id,
        p_nodes: [{ label: "title", kind: "lens", lens_id: lensId, version_id }],
      });
      using[name] = id;
    }

    await tab("Write");
    await body.click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("F2");
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" At most [[words:integer]] words.", { delay: 5 });
    await saved();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByText("Parameter “words” is now required.").waitFor();
    const user = (name) => page.locator(`[data-user="${name} ${title}"]`);
    await user("Keeps").getByText("keeps version 1").waitFor();
    expect((await page.locator("[data-user]").count()) === 2, "what was made for trying it is no user of it");
    await user("Keeps").getByRole("combobox").selectOption({ label: "move it to version 2" });
    await user("Follows").getByRole("combobox").selectOption({ label: "hold it on version 1" });
    await look("lens-publish");
    await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const [second] = await api(page, "fn_list_lens_versions", { p_lens_id: lensId });
    const pinOf = async (name) =>
      (await api(page, "fn_get_workflow_nodes", { p_workflow_id: using[name] }))[0].version_id;
    expect((await pinOf("Keeps")) === second.id, "the workflow that was chosen stands on the new version");
    expect((await pinOf("Follows")) === first.id, "the other is held on the one before");

    await tab(/Versions/);
    await page.getByRole("button", { name: "Roll back to this" }).last().click();
    await page.getByText("The draft is now as version 1 was").waitFor();
    await page.getByText("Compare versions").waitFor();
    await look("lens-versions");

    // Samples as rows, versions as columns: each answer with its cost, or why there is none.
    await page.getByRole("button", { name: "Samples" }).click();
    await page.getByRole("menuitem", { name: "Keep these values…" }).click();
    await page.getByLabel("Name of the sample").fill("island");
    await page.keyboard.press("Enter");
    await page.getByText("Sample kept").waitFor();
    await tab("Variants");
    const grid = page.getByRole("region", { name: "Variants" });
    await grid.getByRole("row", { name: /island/ }).waitFor();
    await page.getByRole("button", { name: "Run 2 answers" }).click();
    await grid.getByText(/words/).last().waitFor();
    await grid.locator("[data-total]").getByText("1 of 1 came through").waitFor();
    await page.getByLabel("Version of column 1").selectOption(first.id);
    await page.getByRole("button", { name: "Run 2 answers" }).click();
    for (const at of [0, 1])
      await grid.locator(`[data-total="${at}"]`).getByText("1 of 1 came through").waitFor();
    await grid.getByText("What the answer must be").click();
    await grid.getByRole("button", { name: "Add a condition" }).click();
    await grid.getByText("fits", { exact: true }).nth(1).waitFor();
    await page.getByLabel("Show differences from the first column").check();
    await look("lens-variants");

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
