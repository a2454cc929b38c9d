package dev.connectedlenses.outbound;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes a request as it goes on the wire, in one piece. */
final class RequestWriter {
  private static final String USER_AGENT = "ConnectedLenses";

  private RequestWriter() {}

  static byte[] bytes(OutboundRequest request, Target target, @Nullable Credential credential) {
    byte[] body =
        request.body() == null ? new byte[0] : request.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(target.path()).append(" HTTP/1.1\r\n");
    line(head, "Host", target.authority());
    line(head, "Connection", "close");
    line(head, "Accept-Encoding", "identity");
    if (!request.headers().containsKey("user-agent")) {
      line(head, "User-Agent", USER_AGENT);
    }
    request.headers().forEach((name, value) -> line(head, name, value));
    if (credential != null) {
      credential
          .secret()
          .expose(secret -> line(head, credential.header(), credential.prefix() + secret));
    }
    if (!request.method().safe()) {
      line(head, "Content-Length", Integer.toString(body.length));
    }
    head.append("\r\n");
    byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = new byte[first.length + body.length];
    System.arraycopy(first, 0, whole, 0, first.length);
    System.arraycopy(body, 0, whole, first.length, body.length);
    return whole;
  }

  private static StringBuilder line(StringBuilder head, String name, String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "header \"" + name + "\" would hold a character that headers cannot carry");
    }
    return head.append(name).append(": ").append(value).append("\r\n");
  }
}
