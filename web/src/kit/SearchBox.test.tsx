// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SearchBox } from "./SearchBox";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const field = () => screen.getByLabelText("Search") as HTMLInputElement;
const type = (text: string) => fireEvent.change(field(), { target: { value: text } });

describe("a search field whose text is in the address", () => {
  it("tells what was typed once, after a pause", () => {
    const told: string[] = [];
    render(<SearchBox label="Search" value="" onChange={(text) => told.push(text)} />);
    type("h");
    type("he");
    act(() => vi.advanceTimersByTime(500));
    expect(told).toEqual(["he"]);
    expect(field().value).toBe("he");
  });

  it("keeps what was typed while the address lags behind", () => {
    const box = render(<SearchBox label="Search" value="" onChange={() => undefined} />);
    type("heron");
    box.rerender(<SearchBox label="Search" value="" onChange={() => undefined} />);
    expect(field().value).toBe("heron");
    type("heron nest");
    box.rerender(<SearchBox label="Search" value="heron" onChange={() => undefined} />);
    expect(field().value).toBe("heron nest");
  });

  it("tells again where the address did not take it", () => {
    const told: string[] = [];
    const box = render(<SearchBox label="Search" value="" onChange={(text) => told.push(text)} />);
    type("heron");
    act(() => vi.advanceTimersByTime(200));
    box.rerender(<SearchBox label="Search" value="x" onChange={(text) => told.push(text)} />);
    act(() => vi.advanceTimersByTime(200));
    expect(told).toEqual(["heron", "heron"]);
  });

  it("follows the address when that changes by itself", () => {
    const box = render(<SearchBox label="Search" value="a" onChange={() => undefined} />);
    box.rerender(<SearchBox label="Search" value="b" onChange={() => undefined} />);
    expect(field().value).toBe("b");
  });
});
