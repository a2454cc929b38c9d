package dev.connectedlenses.server.oidc;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a provider says of itself at its well-known address. */
record Metadata(
    String authorization, String token, String keys, @Nullable String userInfo, Instant read) {

  static Metadata of(URI issuer, ObjectNode document, Instant read) throws OidcException {
    String named = text(document, "issuer");
    if (!named.equals(issuer.toString())) {
      throw new OidcException(
          "the provider calls itself \"%s\"; write the issuer exactly so".formatted(named));
    }
    String userInfo = document.path("userinfo_endpoint").asString("");
    return new Metadata(
        text(document, "authorization_endpoint"),
        text(document, "token_endpoint"),
        text(document, "jwks_uri"),
        userInfo.isEmpty() ? null : userInfo,
        read);
  }

  private static String text(ObjectNode document, String name) throws OidcException {
    String value = document.path(name).asString("");
    if (value.isEmpty()) {
      throw new OidcException("the provider's description lacks \"" + name + "\"");
    }
    return value;
  }
}
