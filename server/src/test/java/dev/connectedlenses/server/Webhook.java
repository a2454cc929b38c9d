package dev.connectedlenses.server;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** A webhook with a secret that was given out for it, as its sender knows it. */
record Webhook(LiveServer server, String url, String secret) {

  /** Makes a new secret for a workflow of the owner's. */
  static Webhook of(LiveServer server, String owner, String workflow) {
    String arguments = "{'p_workflow_id':'" + workflow + "'}";
    String secret = server.rpc(owner, "fn_rotate_webhook_secret", arguments).asString();
    JsonNode config = server.rpc(owner, "fn_get_workflow_webhook_config", arguments);
    return new Webhook(server, config.path("url").asString(), secret);
  }

  /** The headers of a message. */
  Map<String, String> signed(String id, Instant at, String body) {
    String time = Long.toString(at.getEpochSecond());
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        time,
        "webhook-signature",
        "v1," + sign(id, time, body));
  }

  String sign(String id, String time, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] said = (id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(mac.doFinal(said));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  LiveServer.Answer post(Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve(url)).POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return server.send(request.build());
  }

  /** A message that is as it should be. */
  LiveServer.Answer send(String id, String body) {
    return post(signed(id, Instant.now(), body), body);
  }
}
