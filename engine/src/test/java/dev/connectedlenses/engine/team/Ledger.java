package dev.connectedlenses.engine.team;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An outside world on loopback that keeps everything that reaches it. */
public final class Ledger implements AutoCloseable {
  public final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Function<Entry, String> answer = entry -> "{\"ok\": true}";
  private volatile int status = 200;

  /** One request as it came in. */
  public record Entry(
      String method, String path, String body, String authorization, String idempotencyKey) {}

  public Ledger() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  public void answers(int code, Function<Entry, String> words) {
    status = code;
    answer = words;
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Entry entry =
        new Entry(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            body,
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
    entries.add(entry);
    byte[] bytes = answer.apply(entry).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  public List<Entry> writes() {
    return entries.stream().filter(entry -> !entry.method().equals("GET")).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
