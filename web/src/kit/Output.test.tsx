// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import "@/app/i18n";
import { Output } from "./Output";

afterEach(cleanup);
const answer = () => document.querySelector<HTMLElement>("[data-answer]");

describe("an output", () => {
  it("is drawn, and as it is written when asked for", () => {
    render(<Output text={"# Title\n\n- *one*\n- two"} />);
    expect([...document.querySelectorAll("li")].map((one) => one.textContent)).toEqual(["one", "two"]);
    expect(document.querySelector("em")?.textContent).toBe("one");
    fireEvent.click(screen.getByRole("button", { name: "Raw" }));
    expect(answer()?.textContent).toBe("# Title\n\n- *one*\n- two");
    fireEvent.click(screen.getByRole("button", { name: "Raw" }));
    expect(document.querySelector("em")).not.toBeNull();
  });

  it("makes no element of HTML and loads no picture", () => {
    render(<Output text={"<img src=x onerror=alert(1)> ![p](https://x.org/p.png) <script>1</script>"} />);
    expect(document.querySelectorAll("img, script")).toHaveLength(0);
    expect(answer()?.textContent).toContain("<img src=x onerror=alert(1)>");
  });

  it("says where a link leads when its text does not", () => {
    render(<Output text="[my bank](https://evil.example/x) and https://x.org/a" />);
    const [one, two] = [...document.querySelectorAll("a")];
    expect(one?.textContent).toBe("my bank (evil.example)");
    expect(one?.rel).toBe("noopener noreferrer nofollow");
    expect(one?.target).toBe("_blank");
    expect(two?.textContent).toBe("https://x.org/a");
  });

  it("sets JSON out over lines", () => {
    render(<Output text='{"a":[1,2]}' />);
    expect(answer()?.textContent).toBe('{\n  "a": [\n    1,\n    2\n  ]\n}');
  });

  it("shows a table, a quote, code and a task", () => {
    render(
      <Output text={"|a|b|\n|-|-|\n|1|2|\n\n> said\n\n```js\nx < y\n```\n\n- [x] done\n\n1. first\n\n---"} />,
    );
    expect([...document.querySelectorAll("td, th")].map((one) => one.textContent)).toEqual([
      "a",
      "b",
      "1",
      "2",
    ]);
    expect(document.querySelector("blockquote")?.textContent).toBe("said");
    expect(document.querySelector("pre")?.textContent).toBe("jsx < y");
    expect(document.querySelector("ul li")?.textContent).toBe("☑done");
    expect(document.querySelector("ol li")?.textContent).toBe("first");
    expect(document.querySelector("hr")).not.toBeNull();
  });

  it("cuts what is very long until the whole is asked for", () => {
    const text = "x".repeat(300_000);
    render(<Output text={text} />);
    expect(answer()?.textContent).toHaveLength(256 * 1024);
    fireEvent.click(screen.getByRole("button", { name: "Show the whole text" }));
    expect(answer()?.textContent).toHaveLength(300_000);
  });

  it("follows its end while it grows, unless somebody reads above it", () => {
    render(<Output text="a" live />);
    const box = answer() as HTMLElement;
    Object.defineProperties(box, { scrollHeight: { value: 900 }, clientHeight: { value: 100 } });
    box.scrollTop = 100;
    fireEvent.scroll(box);
    fireEvent.click(screen.getByRole("button", { name: "Jump to live" }));
    expect(box.scrollTop).toBe(900);
    fireEvent.scroll(box);
    expect(screen.queryByRole("button", { name: "Jump to live" })).toBeNull();
  });
});
