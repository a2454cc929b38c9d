/** An address that may be followed: http, https or mailto; anything else is no link. */
export function safeLink(address: unknown): string | null {
  if (typeof address !== "string") return null;
  try {
    const url = new URL(address.trim());
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
