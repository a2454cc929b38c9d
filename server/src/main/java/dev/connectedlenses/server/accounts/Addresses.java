package dev.connectedlenses.server.accounts;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an e-mail address and a password must be like. */
final class Addresses {

  private static final Pattern EMAIL =
      Pattern.compile(
          "[^@\\s\\p{Cntrl},;:<>()\\[\\]\"\\\\]{1,64}@[^@\\s\\p{Cntrl},;:<>()\"\\\\]{1,189}");
  private static final int PASSWORD_MIN = 8;
  static final int PASSWORD_MAX = 256;

  private Addresses() {}

  /** The address in the form in which it is kept. */
  static String email(String given) {
    String email = given.strip().toLowerCase(Locale.ROOT);
    if (!EMAIL.matcher(email).matches()) {
      throw AuthError.VALIDATION_FAILED.refuse("Unable to validate email address: invalid format");
    }
    return email;
  }

  static void checkStrength(String password) {
    if (password.length() > PASSWORD_MAX) {
      throw AuthError.VALIDATION_FAILED.refuse(
          "Password cannot be longer than %d characters".formatted(PASSWORD_MAX));
    }
    if (password.codePointCount(0, password.length()) < PASSWORD_MIN) {
      throw AuthError.WEAK_PASSWORD.refuse(weak("length"));
    }
  }

  /** Why a password is refused, as clients read it. */
  static ObjectNode weak(String reason) {
    ObjectNode more = JsonMapper.shared().createObjectNode();
    more.putObject("weak_password").putArray("reasons").add(reason);
    return more;
  }
}
