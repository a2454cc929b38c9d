package dev.connectedlenses.server.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One TCP connection on which a test says exactly what it wants to say. */
public final class Wire implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  public Wire(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * One request on a connection of its own; a server that refuses it may end the connection before
   * all of it was sent.
   */
  public static Answer ask(int port, String request) throws IOException {
    try (Wire wire = new Wire(port)) {
      try {
        wire.send(request);
      } catch (SocketException ended) {
        // what it answered before is read like any other answer
      }
      return wire.read(request.startsWith("HEAD "));
    }
  }

  public void send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** Status, header block and body of one answer. */
  public record Answer(int status, String head, String body) {

    public String header(String name) {
      return head.lines()
          .filter(l -> l.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(l -> l.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  public Answer read(boolean head) throws IOException {
    StringBuilder block = new StringBuilder();
    while (block.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return new Answer(0, block.toString(), "");
      }
      block.append((char) b);
    }
    Answer answer = new Answer(Integer.parseInt(block.substring(9, 12)), block.toString(), "");
    String length = answer.header("Content-Length");
    if (head || length.isEmpty()) {
      return answer;
    }
    byte[] body = in.readNBytes(Integer.parseInt(length));
    return new Answer(answer.status(), answer.head(), new String(body, StandardCharsets.UTF_8));
  }

  /** The next byte, -1 at the end. */
  public int readByte() throws IOException {
    return in.read();
  }

  /** Everything up to the end of the connection. */
  public String readAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    in.transferTo(all);
    return all.toString(StandardCharsets.UTF_8);
  }

  /** Whether the server has closed the connection. */
  public boolean ended() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
