package dev.connectedlenses.app;

import dev.connectedlenses.rest.Exchange;
import dev.connectedlenses.rest.Headers.Header;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.RestResponse;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sends recorded requests on one kept-alive connection, byte by byte as the recorder sent them. */
final class RestClient implements AutoCloseable {
  private static final String LEFT_PLAIN = "!#$%&'()*+,-./:;=?@[\\]^_`{|}~";

  private final Socket socket;
  private final InputStream in;

  RestClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  RestResponse send(Exchange exchange) throws IOException {
    String method = exchange.request().get("method").stringValue();
    StringBuilder head = new StringBuilder(method);
    head.append(' ').append(target(exchange.request().get("path").stringValue()));
    head.append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (Header h : exchange.headers().all()) {
      head.append(h.name()).append(": ").append(h.value()).append("\r\n");
    }
    byte[] body = exchange.body();
    if (body.length > 0 || List.of("POST", "PUT", "PATCH").contains(method)) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    socket.getOutputStream().write(join(head.append("\r\n").toString(), body));
    socket.getOutputStream().flush();
    return read(method.equals("HEAD"));
  }

  RestResponse send(RestRequest request) throws IOException {
    String query = request.rawQuery();
    StringBuilder head = new StringBuilder(request.method());
    head.append(' ').append(target(request.path() + (query == null ? "" : "?" + query)));
    head.append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (Header h : request.headers().all()) {
      head.append(h.name()).append(": ").append(h.value()).append("\r\n");
    }
    head.append("Content-Length: ").append(request.body().length).append("\r\n\r\n");
    socket.getOutputStream().write(join(head.toString(), request.body()));
    return read(request.method().equals("HEAD"));
  }

  private static byte[] join(String head, byte[] body) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head.getBytes(StandardCharsets.UTF_8));
    all.write(body);
    return all.toByteArray();
  }

  private static String target(String path) {
    StringBuilder out = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > 0 && (Character.isLetterOrDigit(b) || LEFT_PLAIN.indexOf(b) >= 0);
      out.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
    }
    return out.toString();
  }

  private RestResponse read(boolean head) throws IOException {
    String[] status = line().split(" ", 3);
    List<Header> headers = new ArrayList<>();
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] parts = line.split(": ?", 2);
      headers.add(new Header(parts[0], parts[1]));
      if (parts[0].toLowerCase(Locale.ROOT).equals("content-length")) {
        length = Integer.parseInt(parts[1]);
      }
    }
    return new RestResponse(Integer.parseInt(status[1]), headers, in.readNBytes(head ? 0 : length));
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the connection ended");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
