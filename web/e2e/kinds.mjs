// Every kind of step can be added, set up in its form and saved; a large graph pasted by a slip does no harm.
import { readFileSync } from "node:fs";
import { inBrowser } from "./lib.mjs";

const texts = JSON.parse(readFileSync(new URL("../src/app/locales/en.json", import.meta.url), "utf8"));
const kinds = [
  ...readFileSync(new URL("../src/features/workflows/kinds.ts", import.meta.url), "utf8")
    .split("firstConfigs")[1]
    .matchAll(/^ {2}(\w+): \{/gm),
].map((found) => found[1]);

await inBrowser(
  "kinds",
  async ({ page, origin, expect, look }) => {
    expect(kinds.length === 15, `all kinds are offered: ${kinds.join()}`);
    await page.goto(`${origin}/workflows`);
    await page.getByRole("heading", { name: "Workflows" }).waitFor();
    await page.keyboard.press("n");
    await page.getByLabel("Title").fill(`Flow of kinds ${Date.now()}`);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Add Lens" }).waitFor();
    const saved = () => page.locator('[data-save="saved"]').waitFor();
    let first = true;
    for (const kind of kinds) {
      if (first) await page.getByRole("button", { name: "Add Lens" }).click();
      else {
        await page.getByRole("button", { name: "Add step" }).click();
        await page.getByRole("menuitem", { name: texts[`kind.${kind}`], exact: true }).click();
      }
      first = false;
      await page.getByLabel("Name", { exact: true }).fill(`a ${kind}`);
      await page.locator(`[data-step="a ${kind}"]`).waitFor();
      await saved();
    }
    await page.getByRole("tab", { name: /Problems/ }).click();
    await page.locator("[data-problem]").first().waitFor();
    await look("workflow-kinds");

    // An approval's form is JSON; half of it stays as typed and is not stored.
    await page.getByRole("button", { name: "Outline" }).click();
    await page.getByRole("button", { name: "a approval" }).first().click();
    const form = page.getByLabel("Form of the answer (JSON Schema)");
    await form.fill('{"type":"object","properties":{"yes":');
    expect((await form.inputValue()).endsWith('"yes":'), "half a JSON text stays");
    await form.fill('{"type":"object","properties":{"yes":{"type":"boolean"}}}');
    await page.getByLabel("What is asked").fill("May it go out?");
    await saved();
    await page.reload();
    await page.getByRole("button", { name: "Outline" }).click();
    await page.getByRole("button", { name: "a approval" }).first().click();
    expect((await page.getByLabel("What is asked").inputValue()) === "May it go out?", "the form is stored");

    // A graph of more than 1 MB from the clipboard: refused or taken, but said, and nothing of what is there is lost.
    await page.getByRole("button", { name: "Canvas" }).click();
    await page.locator('[data-step="a wait"]').waitFor();
    const before = await page.locator("[data-step]").count();
    await page.evaluate(() => {
      const nodes = Array.from({ length: 400 }, (_, at) => ({
        id: crypto.randomUUID(),
        label: `big ${at}`,
        kind: "transform",
        lens_id: null,
        version_id: null,
        config: { text: "x".repeat(3000) },
        position_x: 0,
        position_y: 0,
        ordinal: at,
      }));
      const data = new DataTransfer();
      data.setData(
        "text/plain",
        JSON.stringify({ format: "connectedlenses/graph", version: 1, nodes, edges: [] }),
      );
      document.activeElement?.blur();
      document.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await page
      .locator('[data-save="saving"], [data-save="dirty"], [data-save="failed"], [data-save="offline"]')
      .first()
      .waitFor()
      .catch(() => null);
    await page.waitForFunction(() => document.querySelector("[data-save]")?.dataset.save !== "saving");
    const state = await page.locator("[data-save]").getAttribute("data-save");
    console.log(`a graph of 1.2 MB from the clipboard: ${state}`);
    await page.keyboard.press("Control+z");
    await saved();
    await page.reload();
    await page.locator('[data-step="a wait"]').waitFor();
    expect((await page.locator("[data-step]").count()) === before, "nothing is lost, nothing is left");
  },
  /status of (40[0-9]|413)/,
);
