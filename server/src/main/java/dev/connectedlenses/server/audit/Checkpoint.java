package dev.connectedlenses.server.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The signed head of one owner's chain: whoever changes a row up to here, or cuts the chain below
 * it, contradicts this.
 *
 * @param hash of the row, in hexadecimal
 * @param signature in hexadecimal
 */
record Checkpoint(
    UUID owner, long seq, String hash, Instant signedAt, String keyId, String signature) {

  /** What is signed. */
  static byte[] text(UUID owner, long seq, String hash, Instant signedAt) {
    return "clens audit checkpoint\n%s\n%d\n%s\n%d\n"
        .formatted(owner, seq, hash, signedAt.toEpochMilli())
        .getBytes(StandardCharsets.UTF_8);
  }

  byte[] text() {
    return text(owner, seq, hash, signedAt);
  }

  /** As a line of the file outside. */
  String line() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("owner", owner.toString())
        .put("seq", seq)
        .put("hash", hash)
        .put("signed_at", signedAt.toString())
        .put("key_id", keyId)
        .put("signature", signature)
        .toString();
  }

  /** The checkpoint that a line holds; empty for everything else. */
  static Optional<Checkpoint> of(String line) {
    try {
      JsonNode json = JsonMapper.shared().readTree(line);
      if (!json.path("seq").isIntegralNumber()) {
        return Optional.empty();
      }
      return Optional.of(
          new Checkpoint(
              UUID.fromString(json.path("owner").asString("")),
              json.path("seq").asLong(),
              json.path("hash").asString(""),
              Instant.parse(json.path("signed_at").asString("")),
              json.path("key_id").asString(""),
              json.path("signature").asString("")));
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
