package dev.connectedlenses.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The passwords of our login roles, derived from the administrator's so that all processes on one
 * database agree without sharing anything else.
 */
final class RolePasswords {

  static final String GATEWAY = "authenticator";
  static final String ENGINE = "engine_worker";
  static final List<String> LOGIN_ROLES = List.of(GATEWAY, ENGINE);

  private RolePasswords() {}

  /** The administrator's address turned into that of a login role. */
  static ServerUrl enter(ServerUrl admin, String role) {
    return admin.as(role, derive(admin.password(), role));
  }

  private static String derive(String adminPassword, String role) {
    if (adminPassword.isEmpty()) {
      throw new StartRefusedException(
          "the database address carries no password; give the administrator's, as in"
              + " --postgres postgresql://user:password@host:5432/database");
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(adminPassword.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(role.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
