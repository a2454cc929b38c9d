import { vi } from "vitest";

/** One request as the page sent it. */
export interface Asked {
  route: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

type Answer = Response | Error | ((asked: Asked) => Response | Promise<Response>);

/** A server that answers as it was told to, each answer once and the last one for ever, and remembers what it was asked. */
export class FakeServer {
  readonly asked: Asked[] = [];
  private readonly answers = new Map<string, Answer[]>();

  /** Takes the place of the network until vi.unstubAllGlobals(). */
  constructor() {
    vi.stubGlobal("location", { origin: "http://here", href: "http://here/" });
    vi.stubGlobal("fetch", (input: RequestInfo | URL, init?: RequestInit) => this.handle(input, init));
  }

  on(route: string, ...answers: Answer[]): this {
    this.answers.set(route, [...(this.answers.get(route) ?? []), ...answers]);
    return this;
  }

  /** Answers so from now on, whatever was said before. */
  instead(route: string, ...answers: Answer[]): this {
    this.answers.set(route, answers);
    return this;
  }

  rpc(name: string, ...bodies: unknown[]): this {
    return this.on(`POST /rest/v1/rpc/${name}`, ...bodies.map((body) => () => json(body)));
  }

  of(route: string): Asked[] {
    return this.asked.filter((one) => one.route === route);
  }

  private async handle(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(String(input instanceof Request ? input.url : input), "http://here");
    const text = init.body === undefined || init.body === null ? "" : String(init.body);
    const asked: Asked = {
      route: `${init.method ?? "GET"} ${url.pathname}`,
      query: url.searchParams,
      headers: new Headers(init.headers),
      body: text === "" ? null : JSON.parse(text),
    };
    this.asked.push(asked);
    const queue = this.answers.get(asked.route);
    if (!queue || queue.length === 0) return json({ message: `no ${asked.route}` }, 404);
    const answer = (queue.length > 1 ? queue.shift() : queue[0]) as Answer;
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? answer(asked) : answer.clone();
  }
}

export const json = (body: unknown, status = 200): Response =>
  new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json" },
  });

export const sessionBody = (token: string, seconds = 900) => ({
  access_token: token,
  expires_at: Math.floor(Date.now() / 1000) + seconds,
  user: { id: "u1", email: "ada@example.com" },
});
