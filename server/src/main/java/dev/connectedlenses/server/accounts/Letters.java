package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.mail.Letter;
import java.net.URI;

/** The words of the letters that accounts send. */
final class Letters {

  private Letters() {}

  static Letter of(String kind, String to, String link, String code) {
    return switch (kind) {
      case "recovery" ->
          letter(
              to,
              "Set a new password",
              "Follow this link to come back in and set one:",
              link,
              code);
      case "signup", "invite" ->
          letter(
              to,
              "Confirm your address",
              "Follow this link to confirm your new account:",
              link,
              code);
      case "email_change" ->
          letter(
              to,
              "Confirm your new address",
              "Follow this link to use this address from now on:",
              link,
              code);
      default -> letter(to, "Sign in", "Follow this link to sign in:", link, code);
    };
  }

  static Letter signedUpAlready(String to, URI site) {
    return new Letter(
        to,
        "You have an account already",
        """
        Somebody, perhaps you, tried to make an account with this address at %s. You have one: sign in with it, or ask for a new password there.
        """
            .formatted(site));
  }

  private static Letter letter(String to, String subject, String first, String link, String code) {
    String text =
        """
        %s

        %s

        Or type this code where you were asked for one: %s

        Both work once, within 15 minutes. If you did not ask for this, you need not do anything.
        """
            .formatted(first, link, code);
    return new Letter(to, subject, text);
  }
}
