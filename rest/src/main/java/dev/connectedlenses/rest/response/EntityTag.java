package dev.connectedlenses.rest.response;

import dev.connectedlenses.rest.Headers;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The validator of an answer, made of its bytes and form. It tells apart what one client is shown
 * over time; it guards nothing, so fast checksums will do.
 */
final class EntityTag {

  private EntityTag() {}

  /** A strong tag in quotes. */
  static String of(byte[] body, String form) {
    CRC32C sum = new CRC32C();
    sum.update(body);
    long other = Integer.toUnsignedLong(Arrays.hashCode(body) * 31 + form.hashCode());
    return "\""
        + Integer.toHexString(body.length)
        + "-"
        + Long.toHexString(sum.getValue())
        + "-"
        + Long.toHexString(other)
        + "\"";
  }

  /** Whether the client holds this already. */
  static boolean held(Headers headers, String tag) {
    for (String header : headers.every("If-None-Match")) {
      for (String part : header.split(",", -1)) {
        String held = part.strip();
        if (held.equals("*") || held.equals(tag) || held.equals("W/" + tag)) {
          return true;
        }
      }
    }
    return false;
  }
}
