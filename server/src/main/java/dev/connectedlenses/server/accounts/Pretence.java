package dev.connectedlenses.server.accounts;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a stranger is told who signs up with an address that has an account: as if it were new. */
final class Pretence {

  private Pretence() {}

  static ObjectNode account(String email, ObjectNode data, Instant now) {
    ObjectNode user = JsonMapper.shared().createObjectNode();
    String id = UUID.randomUUID().toString();
    user.put("id", id).put("aud", "authenticated").put("role", "authenticated");
    user.put("email", email).put("phone", "");
    user.putObject("app_metadata").put("provider", "email").putArray("providers").add("email");
    user.set("user_metadata", data.deepCopy());
    ObjectNode identity = user.putArray("identities").addObject();
    identity.put("identity_id", UUID.randomUUID().toString()).put("id", id).put("user_id", id);
    identity
        .putObject("identity_data")
        .put("sub", id)
        .put("email", email)
        .put("email_verified", false)
        .put("phone_verified", false);
    identity.put("provider", "email").putNull("last_sign_in_at").put("email", email);
    identity.put("created_at", now.toString()).put("updated_at", now.toString());
    user.put("is_anonymous", false).put("confirmation_sent_at", now.toString());
    return user.put("created_at", now.toString()).put("updated_at", now.toString());
  }
}
