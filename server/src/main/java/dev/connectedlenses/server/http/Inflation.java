package dev.connectedlenses.server.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks compressed bodies, as far as they stay within the limit of bodies and do not become more
 * than ten times as large: what a bomb would become is never made.
 */
final class Inflation {

  /** How many times larger a body may become. */
  static final int MOST = 10;

  private static final int CHUNK = 8192;

  private Inflation() {}

  /**
   * The body as it was before it was packed.
   *
   * @param coding what the client says it did to it
   * @param limit how many bytes a body may have
   */
  static byte[] plain(byte[] body, @Nullable String coding, int limit) {
    String name = coding == null ? "identity" : coding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "", "identity" -> body;
      case "gzip", "x-gzip", "deflate" -> unpacked(body, name, limit);
      default ->
          throw Refusal.of(
              415,
              "unknown_content_encoding",
              "the body is packed in a way that the server cannot unpack",
              "send it as it is, or packed by gzip or deflate");
    };
  }

  private static byte[] unpacked(byte[] body, String name, int limit) {
    if (body.length == 0) {
      return body;
    }
    long most = Math.min(limit, (long) body.length * MOST);
    try (InputStream in = reader(body, name)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (out.size() + read > most) {
          throw tooLarge(limit);
        }
        out.write(chunk, 0, read);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw Refusal.of(400, "bad_body", "the packed body is damaged", "send it again");
    }
  }

  private static InputStream reader(byte[] body, String name) throws IOException {
    InputStream in = new ByteArrayInputStream(body);
    return name.equals("deflate") ? new InflaterInputStream(in) : new GZIPInputStream(in);
  }

  private static Refusal tooLarge(int limit) {
    return Refusal.overLimit(
        413,
        "body_too_large",
        "body too large: unpacked, at most %d bytes and %d times its packed size are taken"
            .formatted(limit, MOST),
        "send the body as it is, or in several requests");
  }
}
