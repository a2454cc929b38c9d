package dev.connectedlenses.server.accounts;

/** Addresses that lead back to whoever began a sign-in, with what supabase-js looks for in them. */
final class Returns {

  private Returns() {}

  /** With a code that only the one who began can use. */
  static String withCode(String back, String code) {
    return Site.withQuery(back, "code=" + Site.encode(code));
  }

  /** With the session itself, behind the hash, which browsers do not send on. */
  static String implicit(String back, Grant grant, String type) {
    int hash = back.indexOf('#');
    return "%s#access_token=%s&expires_at=%d&expires_in=%d&refresh_token=%s&token_type=bearer&type=%s"
        .formatted(
            hash < 0 ? back : back.substring(0, hash),
            Site.encode(grant.accessToken()),
            grant.expires().getEpochSecond(),
            grant.seconds(),
            Site.encode(grant.refreshToken()),
            Site.encode(type));
  }

  /** With what went wrong, in both places in which clients look. */
  static String refused(String back, AuthError.Refused refused) {
    String told =
        "error=%s&error_code=%s&error_description=%s"
            .formatted(
                refused.error().status() >= 500 ? "server_error" : "access_denied",
                Site.encode(refused.error().code()),
                Site.encode(refused.words()));
    return Site.withQuery(back, told) + "#" + told;
  }
}
