package dev.connectedlenses.server.hooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures as Standard Webhooks has them: HMAC-SHA256 over id, timestamp and the very bytes of
 * the body. All comparisons take the same time whatever is wrong.
 */
public final class Signatures {
  private static final String SCHEME = "v1,";
  private static final int MOST = 10;

  private Signatures() {}

  static byte[] sign(byte[] secret, String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  /** The header of a message that goes out: signed with every secret that is good. */
  public static String header(List<byte[]> secrets, String id, String timestamp, byte[] body) {
    return secrets.stream()
        .map(secret -> Base64.getEncoder().encodeToString(sign(secret, id, timestamp, body)))
        .map(SCHEME::concat)
        .collect(Collectors.joining(" "));
  }

  /** Whether one of the signatures of the header is that of one of the secrets. */
  static boolean holds(
      List<byte[]> secrets, String header, String id, String timestamp, byte[] body) {
    boolean holds = false;
    for (byte[] secret : secrets) {
      byte[] wanted = sign(secret, id, timestamp, body);
      for (byte[] signature : read(header)) {
        holds |= MessageDigest.isEqual(wanted, signature);
      }
    }
    return holds;
  }

  /** The signatures of a header such as {@code v1,base64 v1,base64}; other versions are unknown. */
  private static List<byte[]> read(String header) {
    List<byte[]> signatures = new ArrayList<>();
    for (String part : header.split(" ", -1)) {
      if (part.startsWith(SCHEME) && signatures.size() < MOST) {
        try {
          signatures.add(Base64.getDecoder().decode(part.substring(SCHEME.length())));
        } catch (IllegalArgumentException e) {
          // no signature then
        }
      }
    }
    return signatures;
  }
}
