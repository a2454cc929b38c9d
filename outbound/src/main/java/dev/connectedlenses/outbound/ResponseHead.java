package dev.connectedlenses.outbound;

import dev.connectedlenses.outbound.OutboundException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Status line and headers of a response, read strictly and within limits; names in small letters.
 */
record ResponseHead(int status, Map<String, List<String>> headers) {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
  private static final Pattern HEADER =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
  private static final int MOST_INTERIM = 5;

  /** Reads the final head; interim ones (1xx) are passed over. */
  static ResponseHead read(InputStream in, OutboundLimits limits) throws IOException {
    for (int interim = 0; interim <= MOST_INTERIM; interim++) {
      ResponseHead head = readOne(in, limits);
      if (head.status >= 200) {
        return head;
      }
      if (head.status == 101) {
        break;
      }
    }
    throw malformed("it answers with interim responses only");
  }

  private static ResponseHead readOne(InputStream in, OutboundLimits limits) throws IOException {
    LineReader lines = new LineReader(in, limits.headerBytes());
    Matcher status = STATUS.matcher(lines.next());
    if (!status.matches()) {
      throw malformed("it does not answer in HTTP/1.1");
    }
    return new ResponseHead(Integer.parseInt(status.group(1)), headers(lines, limits));
  }

  /** Reads header lines up to the empty one. */
  static Map<String, List<String>> headers(LineReader lines, OutboundLimits limits)
      throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    int count = 0;
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      Matcher header = header(line);
      if (++count > limits.headerCount()) {
        throw new OutboundException(Kind.TOO_LARGE, "the response has too many headers");
      }
      String name = header.group(1).toLowerCase(Locale.ROOT);
      headers.computeIfAbsent(name, n -> new ArrayList<>()).add(header.group(2));
    }
    return headers;
  }

  private static Matcher header(String line) throws OutboundException {
    Matcher header = HEADER.matcher(line);
    if (!header.matches()) {
      throw malformed("a line of its head is no header");
    }
    return header;
  }

  @Nullable String first(String name) {
    List<String> values = headers.get(name);
    return values == null ? null : values.getFirst();
  }

  /** Where the response redirects to, or null if it does not. */
  @Nullable String redirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> first("location");
      default -> null;
    };
  }

  /** The body as this head frames it. */
  InputStream body(InputStream in, HttpMethod method, OutboundLimits limits)
      throws OutboundException {
    String encoding = first("content-encoding");
    if (encoding != null && !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
      throw malformed("it compresses the body although that was not asked for");
    }
    if (method == HttpMethod.HEAD || status == 204 || status == 304) {
      return InputStream.nullInputStream();
    }
    List<String> transfer = headers.get("transfer-encoding");
    List<String> length = headers.get("content-length");
    if (transfer != null) {
      if (length != null
          || transfer.size() > 1
          || !transfer.getFirst().equalsIgnoreCase("chunked")) {
        throw malformed("it frames the body in a way that can be read in two ways");
      }
      return new ChunkedBody(in, limits);
    }
    return length == null ? in : new SizedBody(in, size(length));
  }

  private static long size(List<String> values) throws OutboundException {
    String first = values.getFirst();
    if (values.stream().distinct().count() > 1 || !first.matches("[0-9]{1,18}")) {
      throw malformed("its content length is not one number");
    }
    return Long.parseLong(first);
  }

  static OutboundException malformed(String how) {
    return new OutboundException(Kind.PROTOCOL, "the response is malformed: " + how);
  }
}
