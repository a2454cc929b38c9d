package dev.connectedlenses.server.keys;

import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.http.Refusal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key as somebody hands it in.
 *
 * @param provider the provider's key or id
 * @param suffix the last characters, shown later so that people tell their keys apart
 * @param agent the one agent that may use it, null for all of the owner's
 */
record NewKey(
    String provider,
    Secret secret,
    String suffix,
    @Nullable String label,
    @Nullable UUID agent,
    @Nullable OffsetDateTime expires,
    @Nullable Long cap) {

  private static final Set<String> FIELDS =
      Set.of("provider", "secret", "label", "ai_lenser_id", "expires_at", "spending_cap_credits");
  private static final Pattern NAME = Pattern.compile("[a-z_]{1,40}");
  private static final Pattern SECRET = Pattern.compile("[!-~]{8,4096}");

  /** Shorter ones would be told by half. */
  private static final int LONG_ENOUGH_TO_HINT_AT = 16;

  static NewKey of(ObjectNode body) {
    only(body, FIELDS);
    String text = text(body, "secret");
    return new NewKey(
        text(body, "provider"),
        secret(text),
        suffix(text),
        optional(body, "label"),
        agent(optional(body, "ai_lenser_id")),
        expires(optional(body, "expires_at")),
        cap(body.get("spending_cap_credits")));
  }

  /** The secret of a body that holds nothing else. */
  static String secretOnly(ObjectNode body) {
    only(body, Set.of("secret"));
    return text(body, "secret");
  }

  static Secret secret(String text) {
    if (!SECRET.matcher(text).matches()) {
      throw bad("bad_secret", "a secret has 8 to 4096 printable characters and no space");
    }
    return Secret.of(text);
  }

  static String suffix(String secret) {
    return secret.length() < LONG_ENOUGH_TO_HINT_AT ? "" : secret.substring(secret.length() - 4);
  }

  private static void only(ObjectNode body, Set<String> fields) {
    for (String name : body.propertyNames()) {
      if (!fields.contains(name)) {
        // a name that is not spelled like ours may be a secret in the wrong place
        String told = NAME.matcher(name).matches() ? "\"" + name + "\"" : "one of the fields";
        throw bad("unknown_field", told + " is not taken here");
      }
    }
  }

  private static String text(ObjectNode body, String name) {
    String value = optional(body, name);
    if (value == null || value.isEmpty()) {
      throw bad("validation_failed", "\"%s\" must be a non-empty text".formatted(name));
    }
    return value;
  }

  private static @Nullable String optional(ObjectNode body, String name) {
    JsonNode value = body.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw bad("validation_failed", "\"%s\" must be a text".formatted(name));
    }
    return value.stringValue();
  }

  private static @Nullable UUID agent(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw bad("validation_failed", "\"ai_lenser_id\" must be an id");
    }
  }

  private static @Nullable OffsetDateTime expires(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      throw bad("validation_failed", "\"expires_at\" must be an instant like 2027-01-31T00:00:00Z");
    }
  }

  private static @Nullable Long cap(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw bad("validation_failed", "\"spending_cap_credits\" must be a whole number");
    }
    return value.longValue();
  }

  static Refusal bad(String code, String message) {
    return Refusal.of(400, code, message, "see docs/reference/keys.md");
  }
}
