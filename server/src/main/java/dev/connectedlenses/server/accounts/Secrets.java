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
  private final byte[] key;

  /**
   * @param key a key that only servers on this database have
   */
  Secrets(SecureRandom random, byte[] key) {
    this.random = random;
    this.key = key.clone();
  }

  /** A fresh token. */
  String fresh() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return print(bytes);
  }

  /** A code that a person can type; it is worth something for a few tries only. */
  String code() {
    return "%06d".formatted(random.nextInt(1_000_000));
  }

  /** The form in which a code to this address is stored; without the key it cannot be tried out. */
  byte[] codeHash(String email, String code) {
    return hmac("code " + email + " " + code);
  }

  /**
   * The one successor of a refresh token. It follows from the token and a key that only the servers
   * have, so two requests that spend the same token at once get the same successor although it is
   * stored nowhere.
   */
  String successor(String token) {
    return print(hmac("refresh " + token));
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
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
