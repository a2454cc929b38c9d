package dev.connectedlenses.server.oidc;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Somebody as a provider vouches for them: its name for them, and what it says of them. */
public record Person(String subject, ObjectNode claims) {

  private static final String[] KEPT = {
    "sub",
    "email",
    "email_verified",
    "name",
    "given_name",
    "family_name",
    "nickname",
    "preferred_username",
    "picture",
    "locale"
  };

  /** The address, if the provider says that it was verified. */
  public @Nullable String verifiedEmail() {
    String email = claims.path("email").asString("");
    JsonNode verified = claims.path("email_verified");
    boolean sure = verified.asBoolean(false) || "true".equals(verified.asString(""));
    return sure && !email.isEmpty() ? email : null;
  }

  /** Whether the address is of one of these domains; with none of them every address is fine. */
  public boolean comesFrom(List<String> domains) {
    String email = verifiedEmail();
    String domain =
        email == null ? "" : email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    return domains.isEmpty() || domains.stream().anyMatch(domain::equalsIgnoreCase);
  }

  /** What is kept of the claims. */
  public ObjectNode kept() {
    ObjectNode kept = JsonMapper.shared().createObjectNode();
    for (String name : KEPT) {
      JsonNode value = claims.get(name);
      if (value != null && value.isValueNode() && value.asString("").length() <= 1000) {
        kept.set(name, value);
      }
    }
    return kept;
  }
}
