package dev.connectedlenses.rest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes bearer tokens of any content, honest ones and others. */
public final class Tokens {

  public static final String SECRET = "super-secret-jwt-token-with-at-least-32-characters-long";
  public static final long FAR = 4102444800L;

  private Tokens() {}

  /** A token of these claims, signed with the secret. */
  public static String of(String claims) {
    return of("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims, SECRET);
  }

  /** A token of this header and these claims, signed by HMAC-SHA256 whatever the header says. */
  public static String of(String header, String claims, String secret) {
    String signed =
        encode(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + encode(claims.getBytes(StandardCharsets.UTF_8));
    return signed + "." + encode(hmac(signed, secret));
  }

  /** Base64 for URLs, without padding. */
  public static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] hmac(String text, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
