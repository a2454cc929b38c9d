package dev.connectedlenses.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response whose body is still on its way. Close it, or read it to its end; reading fails with
 * {@link OutboundException}, also when the reading thread is interrupted.
 */
public final class OutboundResponse implements AutoCloseable {
  private final ResponseHead head;
  private final BodyStream body;

  OutboundResponse(ResponseHead head, BodyStream body) {
    this.head = head;
    this.body = body;
  }

  public int status() {
    return head.status();
  }

  /** The first value of a header, or null. */
  public @Nullable String header(String smallName) {
    return head.first(smallName);
  }

  public Map<String, List<String>> headers() {
    return head.headers();
  }

  /** The media type in small letters without its parameters; empty if none is stated. */
  public String mediaType() {
    String type = head.first("content-type");
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
  }

  public InputStream body() {
    return body;
  }

  /** The whole body as UTF-8. */
  public String text() throws OutboundException {
    try {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (OutboundException e) {
      throw e;
    } catch (IOException e) {
      throw new OutboundException(OutboundException.Kind.BROKEN, "the response broke off");
    }
  }

  /** The beginning of the body, at most {@code bytes} long; for error texts. */
  public String beginning(int bytes) throws OutboundException {
    try {
      return new String(body.readNBytes(bytes), StandardCharsets.UTF_8);
    } catch (OutboundException e) {
      throw e;
    } catch (IOException e) {
      throw new OutboundException(OutboundException.Kind.BROKEN, "the response broke off");
    }
  }

  @Override
  public void close() {
    body.close();
  }
}
