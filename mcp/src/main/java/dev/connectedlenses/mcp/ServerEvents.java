package dev.connectedlenses.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The data of server-sent events, one by one as they come. Names, ids and comments are left out.
 */
final class ServerEvents {
  private final BufferedReader lines;

  ServerEvents(InputStream body) {
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** The data of the next event that has any; null at the end. */
  @Nullable String next() throws IOException {
    StringJoiner data = new StringJoiner("\n");
    data.setEmptyValue("");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty() && data.length() > 0) {
        return data.toString();
      }
      if (line.startsWith("data:")) {
        data.add(line.substring(line.startsWith("data: ") ? 6 : 5));
      }
    }
    return null;
  }
}
