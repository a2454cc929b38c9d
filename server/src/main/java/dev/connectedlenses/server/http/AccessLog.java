package dev.connectedlenses.server.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per request: never its query, headers or body, which may hold secrets. */
final class AccessLog {

  private static final Logger LOG = LoggerFactory.getLogger("access");

  private AccessLog() {}

  static void write(Request request, String id, int status) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime());
    LOG.atInfo()
        .addKeyValue("request", id)
        .addKeyValue("method", escape(request.getMethod()))
        .addKeyValue("path", escape(request.getHttpURI().getPath()))
        .addKeyValue("status", status)
        .addKeyValue("ms", millis)
        .addKeyValue("from", Request.getRemoteAddr(request))
        .log("request");
  }

  /** Text that cannot start a new line, move the cursor or reorder what is shown. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .limit(512)
        .forEach(c -> {
          if (c >= 0x20 && c < 0x7f && c != '\\' && c != '"') {
            safe.appendCodePoint(c);
          } else {
            safe.append("\\u{").append(Integer.toHexString(c)).append('}');
          }
        });
    return safe.toString();
  }
}
