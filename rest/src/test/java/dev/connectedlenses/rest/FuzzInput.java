package dev.connectedlenses.rest;

import dev.connectedlenses.rest.Headers.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as a fuzzer writes it: one line for the method, the path, the query and each header
 * that the data API reads, then the body.
 */
public final class FuzzInput {

  private static final List<String> NAMES =
      List.of(
          "Accept",
          "Prefer",
          "Content-Type",
          "Accept-Profile",
          "Content-Profile",
          "Range",
          "Authorization");
  private static final int LINES = 3 + NAMES.size();

  private FuzzInput() {}

  /** The request of these bytes; all bytes are one. */
  public static RestRequest request(byte[] data) {
    return request(new String(data, StandardCharsets.UTF_8));
  }

  /** The request of this text. */
  public static RestRequest request(String text) {
    String[] lines = text.split("\n", LINES + 1);
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      String value = line(lines, 3 + i);
      if (!value.isEmpty()) {
        headers.add(new Header(NAMES.get(i), value));
      }
    }
    return new RestRequest(
        line(lines, 0),
        "/" + line(lines, 1),
        line(lines, 2),
        new Headers(headers),
        line(lines, LINES).getBytes(StandardCharsets.UTF_8));
  }

  private static String line(String[] lines, int number) {
    return number < lines.length ? lines[number] : "";
  }

  /** The text of a request; what stands in other headers is lost. */
  public static String text(RestRequest request) {
    StringBuilder text = new StringBuilder(request.method()).append('\n');
    text.append(request.path().replaceFirst("^/", "")).append('\n');
    text.append(request.rawQuery() == null ? "" : request.rawQuery()).append('\n');
    for (String name : NAMES) {
      String value = request.headers().first(name);
      text.append(value == null ? "" : value.replace('\n', ' ')).append('\n');
    }
    return text.append(new String(request.body(), StandardCharsets.UTF_8)).toString();
  }
}
