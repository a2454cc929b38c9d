package dev.connectedlenses.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers as it was told to and remembers what it was asked. */
final class FakeServer implements AutoCloseable {
  private final HttpServer http;
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** What to answer; the last answer of a route is given again and again. */
  record Answer(int status, String type, String body) {}

  /** One request as it arrived. */
  record Asked(String route, String query, String authorization, String profile, String body) {}

  FakeServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/", this::handle);
    http.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  FakeServer json(String route, int status, String body) {
    return answer(route, new Answer(status, "application/json", body));
  }

  FakeServer rpc(String name, String body) {
    return json("POST /rest/v1/rpc/" + name, 200, body);
  }

  FakeServer stream(String route, String body) {
    return answer(route, new Answer(200, "text/event-stream", body));
  }

  List<Asked> asked(String route) {
    return asked.stream().filter(a -> a.route().equals(route)).toList();
  }

  List<Asked> everything() {
    return List.copyOf(asked);
  }

  Asked only(String route) {
    List<Asked> all = asked(route);
    if (all.size() != 1) {
      throw new AssertionError(route + " was asked " + all.size() + " times, all: " + asked);
    }
    return all.getFirst();
  }

  private FakeServer answer(String route, Answer answer) {
    answers.computeIfAbsent(route, _ -> new ArrayDeque<>()).add(answer);
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    asked.add(
        new Asked(
            route,
            String.valueOf(exchange.getRequestURI().getQuery()),
            header(exchange, "Authorization"),
            header(exchange, "Accept-Profile") + header(exchange, "Content-Profile"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    Answer answer = next(route);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", answer.type());
    exchange.getResponseHeaders().add("X-Request-Id", "req-1");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized Answer next(String route) {
    Deque<Answer> queue = answers.get(route);
    if (queue == null) {
      return new Answer(
          404, "application/json", "{\"code\":\"none\",\"message\":\"no " + route + "\"}");
    }
    return queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
