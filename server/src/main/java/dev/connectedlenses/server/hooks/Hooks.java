package dev.connectedlenses.server.hooks;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.routes.DatabaseRefusals;
import dev.connectedlenses.server.vault.OpenedPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * {@code POST /v1/hooks/{id}}: a signed message starts a workflow, once. {@code POST
 * /v1/callbacks/{token}}: an outside system answers a node that waits for it, once.
 */
public final class Hooks {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int LARGEST = 512 * 1024;
  private static final int LONGEST_ID = 256;

  private final Database database;
  private final SigningSecrets secrets;
  private final InstantSource clock;
  private final Runnable wake;

  /**
   * @param wake told when a run may have something to do
   */
  public Hooks(Database database, SigningSecrets secrets, InstantSource clock, Runnable wake) {
    this.database = database;
    this.secrets = secrets;
    this.clock = clock;
    this.wake = wake;
  }

  /** The run that a message started. */
  private record Started(@Nullable UUID run, boolean repeated, @Nullable String status) {}

  /** Takes a signed message. Nothing tells an unknown address from a wrong signature. */
  public Response hook(Request request) {
    String id = header(request, "webhook-id");
    String timestamp = header(request, "webhook-timestamp");
    String signature = header(request, "webhook-signature");
    requireSmall(request);
    if (id.length() > LONGEST_ID || !id.equals(id.strip())) {
      throw Refusal.of(
          400, "bad_message_id", "webhook-id is too long", "use at most 256 characters");
    }
    UUID trigger = uuid(request.variable("id"));
    OpenedPair live = trigger == null ? null : secrets.find(trigger);
    List<byte[]> keys = live == null ? List.of(new byte[32]) : live.secrets();
    boolean signed = Signatures.holds(keys, signature, id, timestamp, request.body());
    if (live == null || trigger == null || !signed) {
      throw Refusal.of(
          401,
          "bad_signature",
          "the message is not signed with the secret of this webhook",
          "sign id.timestamp.body with the secret that fn_rotate_webhook_secret gave out");
    }
    requireRecent(timestamp);
    return started(fire(trigger, id, request.body()));
  }

  private static String header(Request request, String name) {
    List<String> values = request.headers().every(name);
    if (values.size() != 1 || values.getFirst().isEmpty()) {
      throw Refusal.of(
          401,
          "bad_signature",
          "the header " + name + " is missing or comes twice",
          "send webhook-id, webhook-timestamp and webhook-signature, each once");
    }
    return values.getFirst();
  }

  private static void requireSmall(Request request) {
    if (request.body().length > LARGEST) {
      throw Refusal.of(
          413, "payload_too_large", "the body has more than 512 KiB", "send less, or a reference");
    }
  }

  private void requireRecent(String timestamp) {
    if (timestamp.matches("[0-9]{1,12}")) {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
      if (Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) <= 0) {
        return;
      }
    }
    throw Refusal.of(
        401,
        "stale_message",
        "webhook-timestamp is more than five minutes off",
        "sign every attempt anew, with the time in seconds since 1970");
  }

  private Started fire(UUID trigger, String id, byte[] body) {
    String json = json(body).toString();
    try {
      return database.asEngine(handle ->
          handle
              .createQuery(
                  "select run_id, is_repeated, status from lenses.fire_trigger(:trigger, :id, :body::jsonb, '{}', :hash)")
              .bind("trigger", trigger)
              .bind("id", id)
              .bind("body", json)
              .bind("hash", sha256(body))
              .map((row, _) ->
                  new Started(row.getObject(1, UUID.class), row.getBoolean(2), row.getString(3)))
              .one());
    } catch (RuntimeException e) {
      throw DatabaseRefusals.of(e);
    }
  }

  private Response started(Started started) {
    wake.run();
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.put("run_id", started.run() == null ? null : started.run().toString());
    answer.put("status", started.status()).put("repeated", started.repeated());
    return Response.json(started.repeated() ? 200 : 202, answer);
  }

  private void resolve(String token, JsonNode answer) {
    database.asUser(
        Identity.ANONYMOUS,
        handle ->
            handle.execute(
                "select public.fn_resolve_callback(?, ?::jsonb)", token, answer.toString()));
  }

  /** Takes the answer of an outside system; the token is the whole authority. */
  public Response callback(Request request) {
    requireSmall(request);
    try {
      resolve(request.variable("token"), json(request.body()));
    } catch (RuntimeException e) {
      throw DatabaseRefusals.of(e);
    }
    wake.run();
    return Response.empty(204);
  }

  /** What is no JSON is a text; nothing is an empty object. */
  private static JsonNode json(byte[] body) {
    if (body.length == 0) {
      return JsonMapper.shared().createObjectNode();
    }
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      String text = new String(body, java.nio.charset.StandardCharsets.UTF_8);
      return StringNode.valueOf(text.replace("\u0000", ""));
    }
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
