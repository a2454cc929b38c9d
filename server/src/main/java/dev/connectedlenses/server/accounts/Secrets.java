package dev.connectedlenses.server.accounts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Opaque tokens of 256 bits. Only their hashes are stored. */
final class Secrets {

  private static final int BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  private final SecureRandom random;

  Secrets(SecureRandom random) {
    this.random = random;
  }

  /** A fresh token. */
  String fresh() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return print(bytes);
  }

  /**
   * The one successor of a refresh token. It follows from the token and a key that only the server
   * has, so two requests that spend the same token at once get the same successor although it is
   * stored nowhere.
   */
  static String successor(byte[] key, String token) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return print(mac.doFinal(("refresh " + token).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + HMAC, e);
    }
  }

  /** The form in which a token is stored. */
  static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }

  private static String print(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
