package dev.connectedlenses.cli.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events of one run as they arrive; ends when the server closes the stream. */
public final class RunStream implements AutoCloseable {
  private final BufferedReader lines;

  RunStream(InputStream body) {
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /**
   * Waits for the next event.
   *
   * @return its envelope, empty at the end of the stream
   * @throws Unreachable when the connection breaks
   */
  public Optional<JsonNode> next() {
    StringBuilder data = new StringBuilder();
    String event = "message";
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data:")) {
          data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).stripLeading());
        } else if (line.startsWith("event:")) {
          event = line.substring(6).strip();
        } else if (line.isEmpty() && !data.isEmpty()) {
          if (!event.equals("heartbeat")) {
            return Optional.of(JsonMapper.shared().readTree(data.toString()));
          }
          data.setLength(0);
          event = "message";
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new Unreachable("the event stream broke: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new Unreachable("closing the event stream failed: " + e.getMessage());
    }
  }
}
