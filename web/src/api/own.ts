import { ApiError, authorizedFetch } from "./session";

/** Asks one of the server's own routes: with a body by POST, without one by GET. */
export async function send<T>(path: string, body?: object): Promise<T> {
  let answer: Response;
  try {
    answer = await authorizedFetch(path, {
      method: body ? "POST" : "GET",
      headers: { "Content-Type": "application/json", "X-Clens": "1" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  } catch (problem) {
    throw new ApiError(0, "offline", String(problem));
  }
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said as T;
  const error = said.error ?? said;
  throw new ApiError(
    answer.status,
    String(error.error_code ?? error.code ?? answer.status),
    error.message ?? error.msg ?? answer.statusText,
    error.hint ?? null,
  );
}
