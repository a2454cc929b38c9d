// The first minute in the page: the sample team streams, asks, is answered with a change, and the result says where it came from.
import { fits, inBrowser } from "./lib.mjs";

await inBrowser("onboarding", async ({ page, origin, expect, look }) => {
  await page.goto(`${origin}/`);
  const started = Date.now();
  await page.getByRole("button", { name: "Run the sample team" }).waitFor();
  await look("home-new");
  await page.getByRole("button", { name: "Run the sample team" }).click();
  await page.locator("[data-team-run]").waitFor();

  // The draft is seen while it is written.
  await page.locator('[data-node="draft"] [data-status="streaming"]').waitFor();
  const answer = page.locator("[data-answer]");
  const early = (await answer.innerText()).length;
  await page.waitForFunction(
    (before) => (document.querySelector("[data-answer]")?.textContent ?? "").length > before,
    early,
  );

  await page.locator('[data-asks="node"]').waitFor();
  await look("team-run");
  await page.locator('[data-asks="node"]').getByRole("link", { name: "Decide" }).click();
  await page.getByRole("heading", { name: "Is this draft ready for the press?" }).waitFor();
  const brief = page.getByLabel("Brief *");
  const proposed = await brief.inputValue();
  expect(proposed.length > 20, "the draft is proposed in the form");
  await page.setViewportSize({ width: 360, height: 740 });
  await look("approval-narrow");
  expect(await fits(page), "one approval fits a phone");
  await page.setViewportSize({ width: 1280, height: 800 });

  await brief.fill(`The train leaves at nine. ${proposed.slice(0, 200)}`);
  await page.locator("[data-changes] ins").first().waitFor();
  await look("approval");
  // What was edited is still there after a reload.
  await page.reload();
  await page.locator("[data-changes] ins").first().waitFor();
  expect(
    (await page.getByLabel("Brief *").inputValue()).startsWith("The train leaves at nine."),
    "edits survive",
  );
  await page.getByRole("button", { name: /Approve with changes/ }).click();
  await page.getByText("Approved with your changes").waitFor();

  await page.getByRole("link", { name: "Runs", exact: true }).click();
  await page.locator("main table a").first().click();
  await page.locator('h1 + [data-status="completed"]').waitFor();
  await page.locator('[data-node="press"]').click();
  await page.getByText("Where its inputs came from").waitFor();
  expect(
    await page
      .getByText(/brief ← ask/)
      .first()
      .isVisible(),
    "the result says where it came from",
  );
  const seconds = (Date.now() - started) / 1000;
  console.log(`from the button to the result with its provenance: ${seconds.toFixed(1)} s`);
  expect(seconds < 60 || process.env.CLENS_SHOTS, "within a minute");

  await page.goto(`${origin}/`);
  await page.getByText("Watch a run").waitFor();
  await look("home");
});
