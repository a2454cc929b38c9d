import { expect, it } from "vitest";
import { csv } from "./csv";

it.each([
  [[["a", 1]], "a,1\r\n"],
  [[['say "so"', "x,y"]], '"say ""so""","x,y"\r\n'],
  [[["two\nlines"]], '"two\nlines"\r\n'],
  [[["=1+1", "+1", "-1", "@x"]], "'=1+1,'+1,'-1,'@x\r\n"],
  [[[-1, 0.5]], "-1,0.5\r\n"],
  [[["=a,b"]], '"\'=a,b"\r\n'],
  [[], ""],
])("%j", (rows, text) => expect(csv(rows as (string | number)[][])).toBe(text));
