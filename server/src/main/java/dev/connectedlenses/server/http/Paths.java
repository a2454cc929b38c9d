package dev.connectedlenses.server.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reading of request targets and header bytes. */
final class Paths {

  private Paths() {}

  /** Percent-decoding of a path: `+` stays, bad escapes and bad UTF-8 are refused. */
  static String decode(String raw) {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    try {
      String latin = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
      return strictUtf8(latin);
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw Refusal.of(400, "bad_path", "the path is not percent-encoded UTF-8", "");
    }
  }

  /** Decoding of a query part: `+` is a blank; what cannot be decoded stays as it is. */
  static String decodeQuery(String raw) {
    try {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return raw;
    }
  }

  /** Header bytes that were read as Latin-1 and are UTF-8, where they are. */
  static String fromWire(String latin) {
    try {
      return strictUtf8(latin);
    } catch (CharacterCodingException e) {
      return latin;
    }
  }

  /** Text in the form in which its UTF-8 bytes leave through a Latin-1 writer. */
  static String toWire(String text) {
    if (isAscii(text)) {
      return text;
    }
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String strictUtf8(String latin) throws CharacterCodingException {
    if (isAscii(latin)) {
      return latin;
    }
    byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
