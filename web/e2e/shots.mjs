// Pictures of the main screens, light and dark, wide and narrow, into the directory of CLENS_SHOTS (default docs/images beside the web room).
import { join } from "node:path";
import { inBrowser } from "./lib.mjs";

const dir = process.env.CLENS_SHOTS ?? new URL("../../docs/images", import.meta.url).pathname;

await inBrowser("shots", async ({ page, origin }) => {
  const take = async (name, path, ready, before = async () => {}) => {
    for (const [size, width, height] of [
      ["", 1280, 800],
      ["-narrow", 360, 740],
    ]) {
      await page.setViewportSize({ width, height });
      await page.goto(origin + path);
      await ready().first().waitFor();
      await before();
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.screenshot({
          path: join(dir, `${name}${size}${colorScheme === "dark" ? "-dark" : ""}.png`),
        });
      }
      await page.emulateMedia({ colorScheme: "light" });
    }
  };
  const first = async (list, pattern) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(origin + list);
    const link = page.locator(`main a[href^="${pattern}"]`).first();
    await link.waitFor();
    return link.getAttribute("href");
  };
  const lens = await first("/lenses", "/lenses/");
  const workflow = await first("/workflows", "/workflows/");
  const run = await first("/runs", "/runs/");
  await take("lenses", "/lenses", () => page.locator("main li"));
  await take("lens", lens, () => page.locator("[data-preview]"));
  await take("workflows", "/workflows", () => page.locator("main li"));
  await take("workflow", workflow, () => page.locator("[data-step], [data-outline]"));
  await take("runs", "/runs", () => page.locator("main table"));
  await take(
    "run",
    run,
    () => page.locator("[data-node]"),
    () => page.locator("[data-node]").last().click(),
  );
  await take(
    "timeline",
    run,
    () => page.locator("[data-node]"),
    () => page.getByRole("tab", { name: "Timeline" }).click(),
  );
});
