package dev.connectedlenses.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** As much of OpenAI's protocol as a stream of words takes. */
final class SlowWords {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\n%s\r\n";

  private SlowWords() {}

  /** Reads one request, body and all, and gives its head. */
  static String asked(InputStream from) throws IOException {
    InputStream in = new BufferedInputStream(from);
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("a connection without a request");
      }
      head.append((char) b);
    }
    String text = head.toString();
    String[] length = text.split("(?i)content-length: *", 2);
    in.skipNBytes(length.length < 2 ? 0 : Long.parseLong(length[1].split("\r", 2)[0].strip()));
    return text;
  }

  static void models(OutputStream out, String model) throws IOException {
    String body = "{\"object\":\"list\",\"data\":[{\"id\":\"" + model + "\"}]}";
    say(
        out,
        HEAD.formatted("application/json", "Content-Length: " + body.length() + "\r\n") + body);
  }

  static void begin(OutputStream out) throws IOException {
    say(out, HEAD.formatted("text/event-stream", ""));
  }

  static void word(OutputStream out, int number) throws IOException {
    say(out, "data: {\"choices\":[{\"delta\":{\"content\":\"word%d \"}}]}\n\n".formatted(number));
  }

  static void end(OutputStream out) throws IOException {
    say(
        out,
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":10}}\n\ndata: [DONE]\n\n");
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
