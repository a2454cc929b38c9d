package dev.connectedlenses.rest.auth;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.Headers;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From the Authorization header to the identity the database sees. */
public final class Authenticator {

  private final TokenVerifier verifier;
  private final @Nullable String anonRole;
  private final @Nullable Identity nobody;

  /**
   * An authenticator.
   *
   * @param anonRole the role of requests without a token, null if there must be one
   */
  public Authenticator(TokenVerifier verifier, @Nullable String anonRole) {
    this.verifier = verifier;
    this.anonRole = anonRole;
    this.nobody =
        anonRole == null ? null : identity(JsonMapper.shared().createObjectNode(), anonRole);
  }

  /** Who is asking, or a refusal. */
  public Identity identify(Headers headers) {
    String token = bearer(headers.first("Authorization"));
    if (token == null) {
      return nobody();
    }
    VerifiedToken verified = verifier.verify(token);
    return verified.identity(() -> identity(verified.claims().deepCopy(), role(verified)));
  }

  private Identity nobody() {
    if (nobody == null) {
      throw TokenErrors.anonymousDisabled();
    }
    return nobody;
  }

  private String role(VerifiedToken token) {
    String role = token.role() == null ? anonRole : token.role();
    if (role == null) {
      throw TokenErrors.anonymousDisabled();
    }
    return role;
  }

  private static Identity identity(ObjectNode claims, String role) {
    claims.put("role", role);
    return new Identity(role, claims.toString(), uuid(claims.get("sub")));
  }

  private static @Nullable UUID uuid(@Nullable JsonNode subject) {
    if (subject == null || !subject.isString()) {
      return null;
    }
    try {
      return UUID.fromString(subject.stringValue());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String bearer(@Nullable String header) {
    if (header == null) {
      return null;
    }
    String[] parts = header.split(" ", 2);
    if (!parts[0].toLowerCase(Locale.ROOT).equals("bearer")) {
      return null;
    }
    return parts.length == 2 ? parts[1].strip() : "";
  }
}
