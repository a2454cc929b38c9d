package dev.connectedlenses.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;

/** One client that reads the events of one run, line by line. */
final class EventReader implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader lines;

  /** Opens a stream and waits for its beginning. */
  EventReader(URI door, UUID run, UUID user) {
    try {
      socket = new Socket(door.getHost(), door.getPort());
      // 1.0, so that the body is not chunked
      socket
          .getOutputStream()
          .write(
              "GET /v1/runs/%s/events HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                  .formatted(run, user)
                  .getBytes(StandardCharsets.US_ASCII));
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String status = lines.readLine();
      if (status == null || !status.contains(" 200")) {
        throw new IllegalStateException("no stream: " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands over every line of data until the stream ends or is closed. */
  void read(Consumer<String> data) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: ")) {
          data.accept(line);
        }
      }
    } catch (IOException e) {
      // it was closed
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
