package dev.connectedlenses.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * A request that goes over one of the limits of the data API, just so, and nothing else.
 *
 * @param limit which one
 * @param isGuest whether it shows no token
 * @param begin method and target
 * @param more further header lines, each with its end
 * @param body what follows the headers; the length that is announced is its own, or larger when it
 *     never ends
 * @param announced the length that is announced
 */
record OverLimit(
    String limit, boolean isGuest, String begin, String more, String body, int announced) {

  private static final String ITEMS = "GET /rest/v1/bench_items?";
  private static final String SLEEP = "POST /rest/v1/rpc/bench_sleep";
  private static final int MIB = 1024 * 1024;

  /** One for each limit. */
  static final List<OverLimit> ALL =
      List.of(
          read("target", "id=eq." + "1".repeat(8_192)),
          new OverLimit(
              "headers", false, ITEMS + "id=eq.1", "X-Pad: " + "x".repeat(16_384) + "\r\n"),
          call("body", "{\"p_seconds\":\"" + "x".repeat(MIB) + "\"}"),
          call("levels of JSON", "{\"p_seconds\":" + "[".repeat(64) + "]".repeat(64) + "}"),
          call("digits", "{\"p_seconds\":" + "9".repeat(101) + "}"),
          call("tokens", "{\"p_seconds\":[" + list("1", 100_000) + "]}"),
          packed(),
          read("embed depth", "select=" + nested(6)),
          read("embeds", "select=" + list("bench_groups(id)", 13)),
          read("columns", "select=" + list("id", 201)),
          read("filters", String.join("&", Collections.nCopies(51, "id=neq.1"))),
          read("levels of logic", "and=(" + "and(".repeat(10) + "id.eq.1" + ")".repeat(11)),
          read("items of a list", "id=in.(" + list("1", 1_001) + ")"),
          read("order terms", "order=" + list("id", 11)),
          new OverLimit("bytes of an answer", false, "GET /rest/v1/bench_heavy?limit=17", ""),
          new OverLimit("a guest's pattern", true, ITEMS + "title=match.%5Eitem", ""),
          new OverLimit("a guest's plan", true, ITEMS + "select=" + nested(4), ""),
          new OverLimit("a guest's two seconds", true, SLEEP, "", "{\"p_seconds\":7}"),
          new OverLimit("slow headers", false, ITEMS + "id=eq.1", "X-Pad: x"),
          new OverLimit("slow body", false, SLEEP, "", "{", 1_000));

  private OverLimit(String limit, boolean isGuest, String begin, String more) {
    this(limit, isGuest, begin, more, "", 0);
  }

  private OverLimit(String limit, boolean isGuest, String begin, String more, String body) {
    this(limit, isGuest, begin, more, body, body.length());
  }

  private static OverLimit read(String limit, String query) {
    return new OverLimit(limit, false, ITEMS + query, "");
  }

  private static OverLimit call(String limit, String body) {
    return new OverLimit(limit, false, SLEEP, "", body);
  }

  /** Zeroes become a thousandth. */
  private static OverLimit packed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      String text = "{\"p_seconds\":[" + list("0", 90_000) + "]}";
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new OverLimit(
        "packed body",
        false,
        SLEEP,
        "Content-Encoding: gzip\r\n",
        bytes.toString(StandardCharsets.ISO_8859_1));
  }

  private static String list(String item, int times) {
    return String.join(",", Collections.nCopies(times, item));
  }

  private static String nested(int depth) {
    String text = "id";
    for (int i = depth; i > 0; i--) {
      text = (i % 2 == 1 ? "bench_groups(" : "bench_items(") + text + ")";
    }
    return text;
  }

  /** Whether this answer, a status or its lack, is the refusal that is due; a 503 always may be. */
  boolean isRefusedBy(String answer) {
    return answer.equals("503") || due().contains(answer);
  }

  private Set<String> due() {
    return switch (limit) {
      case "target" -> Set.of("414");
      case "headers" -> Set.of("431");
      case "body", "packed body" -> Set.of("413", Trespassers.CUT);
      case "slow headers", "slow body" -> Set.of("408", Trespassers.CUT);
      case "a guest's two seconds" -> Set.of();
      default -> Set.of("400");
    };
  }

  /** What is sent by somebody with this token. */
  byte[] bytes(String token) {
    StringBuilder head = new StringBuilder(begin).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    head.append("Connection: close\r\n");
    if (!isGuest) {
      head.append("Authorization: Bearer ").append(token).append("\r\n");
    }
    if (announced > 0) {
      head.append("Content-Type: application/json\r\nContent-Length: ");
      head.append(announced).append("\r\n");
    }
    head.append(more);
    if (more.isEmpty() || more.endsWith("\r\n")) {
      head.append("\r\n");
    }
    return head.append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
