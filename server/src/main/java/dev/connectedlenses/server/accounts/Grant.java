package dev.connectedlenses.server.accounts;

import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A session handed to its owner: both tokens and the account. */
record Grant(
    String accessToken, Instant expires, long seconds, String refreshToken, ObjectNode user) {

  /** In the form of supabase-js. */
  ObjectNode json() {
    return withoutRefreshToken().put("refresh_token", refreshToken);
  }

  /** For a page, whose refresh token is in a cookie that the page cannot read. */
  ObjectNode withoutRefreshToken() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("access_token", accessToken).put("token_type", "bearer");
    json.put("expires_in", seconds).put("expires_at", expires.getEpochSecond());
    json.set("user", user);
    return json;
  }
}
