package dev.connectedlenses.server.sse;

import dev.connectedlenses.server.http.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A client that reads a stream byte by byte and may hang up at any of them. */
final class EventReader implements AutoCloseable {

  /** One complete message. */
  record Message(long id, String event, String data) {}

  private final Wire wire;
  private final StringBuilder rest = new StringBuilder();
  private final int status;

  private EventReader(Wire wire, int status) {
    this.wire = wire;
    this.status = status;
  }

  static EventReader open(int port, String path, String who, String query, String... headers)
      throws IOException {
    Wire wire = new Wire(port);
    // 1.0, so that the body is not chunked and a cut hits the text of the stream
    wire.send(
        "GET %s/events%s HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s\r\n"
            .formatted(
                path,
                query,
                who,
                headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n"));
    return new EventReader(wire, wire.read(true).status());
  }

  int status() {
    return status;
  }

  /** The complete messages of the next so many bytes, fewer when the stream ends before. */
  List<Message> read(int bytes) throws IOException {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < bytes; i++) {
      int b = wire.readByte();
      if (b < 0) {
        break;
      }
      take(b, messages);
    }
    return messages;
  }

  private void take(int b, List<Message> messages) {
    rest.append((char) b);
    int length = rest.length();
    if (b == '\n' && length > 1 && rest.charAt(length - 2) == '\n') {
      add(messages, rest.toString());
      rest.setLength(0);
    }
  }

  /** The next message that carries an event or a sign of life; an error when there is none. */
  Message next() throws IOException {
    List<Message> one = new ArrayList<>();
    while (one.isEmpty()) {
      int b = wire.readByte();
      if (b < 0) {
        throw new EOFException("the stream ended after: " + rest);
      }
      take(b, one);
    }
    return one.getFirst();
  }

  String readAll() throws IOException {
    return rest + wire.readAll();
  }

  private static void add(List<Message> messages, String block) {
    long id = 0;
    String event = "";
    String data = "";
    for (String line : block.split("\n", -1)) {
      if (line.startsWith("id: ")) {
        id = Long.parseLong(line.substring(4));
      } else if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      }
    }
    if (!data.isEmpty()) {
      messages.add(new Message(id, event, data));
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
