package dev.connectedlenses.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens of the callers of a benchmark; most have one. */
final class BenchToken {
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private BenchToken() {}

  static String of(String secret) {
    return of(secret, 1);
  }

  /** A token of one of many callers. */
  static String of(String secret, int caller) {
    try {
      String signed = encode(HEADER) + "." + encode(claims(caller));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return signed + "." + encode(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String claims(int caller) {
    return "{\"role\":\"authenticated\",\"sub\":\"00000000-0000-4000-8000-%012d\",\"exp\":4102444800}"
        .formatted(caller);
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
