import { expect, it } from "vitest";
import { safeLink } from "./link";

it.each([
  ["https://example.org/a?b=c#d", "https://example.org/a?b=c#d"],
  ["http://example.org", "http://example.org/"],
  [" https://example.org/ ", "https://example.org/"],
  ["mailto:a@example.org", "mailto:a@example.org"],
])("%s is followed", (address, link) => expect(safeLink(address)).toBe(link));

it.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,<script>1</script>",
  "vbscript:x",
  "blob:https://example.org/1",
  "file:///etc/passwd",
  "//example.org/x",
  "/relative",
  "example.org",
  "",
  null,
  undefined,
  5,
])("%j is no link", (address) => expect(safeLink(address)).toBeNull());
