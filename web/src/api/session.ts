/** Who is signed in; the access token lives in this page's memory only. */
export interface Session {
  accessToken: string;
  expiresAt: number;
  user: { id: string; email: string };
}

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint: string | null = null,
  ) {
    super(message);
  }
}

let session: Session | null = null;
let wasSignedIn = false;
let signedInAgain: Promise<void> | null = null;
let askAgain: (() => Promise<void>) | null = null;
let renewal: Promise<Session | null> | null = null;

const spareSeconds = 30;

export const signInWithPassword = (email: string, password: string) => open({ email, password });

export const signInWithLink = (token: string) => open({ token });

export async function signUp(email: string, password: string): Promise<Session> {
  await send("/auth/v1/signup", { method: "POST", body: JSON.stringify({ email, password }) });
  return signInWithPassword(email, password);
}

export async function signOut(): Promise<void> {
  session = null;
  wasSignedIn = false;
  await send("/v1/session", { method: "DELETE" });
}

/** A session whose token is good for a while, renewed through the cookie when needed; null when signed out. */
export async function currentSession(): Promise<Session | null> {
  if (session && session.expiresAt - spareSeconds > Date.now() / 1000) return session;
  renewal ??= renew().finally(() => {
    renewal = null;
  });
  return renewal;
}

/** Who asks the person to sign in again when the session ends while the page is in use. */
export function onExpired(ask: () => Promise<void>): void {
  askAgain = ask;
}

/** fetch with the session's bearer token; a refused token is renewed once, an expired session waits for the person. */
export async function authorizedFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const answer = await withToken(input, init, await liveSession());
  if (answer.status !== 401) return answer;
  session = null;
  return withToken(input, init, await liveSession());
}

async function liveSession(): Promise<Session | null> {
  const now = await currentSession();
  if (now !== null || !wasSignedIn || askAgain === null) return now;
  signedInAgain ??= askAgain().finally(() => {
    signedInAgain = null;
  });
  await signedInAgain;
  return session;
}

async function withToken(
  input: RequestInfo | URL,
  init: RequestInit,
  who: Session | null,
): Promise<Response> {
  const headers = new Headers(init.headers);
  if (who) headers.set("Authorization", `Bearer ${who.accessToken}`);
  return fetch(input, { ...init, headers });
}

async function open(credentials: Record<string, string>): Promise<Session> {
  session = await readSession(
    await send("/v1/session", { method: "POST", body: JSON.stringify(credentials) }),
  );
  return session;
}

async function renew(): Promise<Session | null> {
  const answer = await fetch("/v1/session/refresh", { method: "POST", headers: { "X-Clens": "1" } });
  if (answer.status === 401 || answer.status === 403 || answer.status === 400) return null;
  if (!answer.ok) throw await readError(answer);
  session = await readSession(answer);
  return session;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(path, {
    ...init,
    headers: { "Content-Type": "application/json", "X-Clens": "1", "X-Supabase-Api-Version": "2024-01-01" },
  });
  if (!answer.ok) throw await readError(answer);
  return answer;
}

async function readSession(answer: Response): Promise<Session> {
  const body = await answer.json();
  wasSignedIn = true;
  return {
    accessToken: body.access_token,
    expiresAt: body.expires_at,
    user: { id: body.user.id, email: body.user.email },
  };
}

async function readError(answer: Response): Promise<ApiError> {
  const body = await answer.json().catch(() => ({}));
  return new ApiError(
    answer.status,
    String(body.error_code ?? body.code ?? answer.status),
    body.message ?? body.msg ?? answer.statusText,
    body.hint ?? null,
  );
}
