package dev.connectedlenses.cli.start;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.connectedlenses.cli.Cli;
import dev.connectedlenses.cli.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plays the commands of a usual day against a server of its own that answers from a script, so that
 * the JVM can keep what a start loads ({@code -XX:AOTCacheOutput}).
 */
public final class Rehearsal {
  private static final String ID = "00000000-0000-7000-8000-000000000001";
  private static final List<String> DAY =
      List.of(
          "version",
          "whoami",
          "lens list",
          "lens list -o json",
          "lens get " + ID,
          "lens render " + ID + " -i text=hello",
          "lens run " + ID + " -i text=hello",
          "workflow list",
          "workflow validate " + ID,
          "run list --time relative",
          "run watch " + ID);
  private static final String ROW =
      "{\"id\":\""
          + ID
          + "\",\"slug\":\"brief\",\"handle\":\"ada\",\"status\":\"published\",\"severity\":\"hint\","
          + "\"updated_at\":\"2026-01-01T00:00:00Z\",\"created_at\":\"2026-01-01T00:00:00+00:00\"}";
  private static final String LENS =
      "{\"lens\":{\"slug\":\"brief\"},\"head_version\":{\"id\":\""
          + ID
          + "\",\"template_body\":\"[[text]]\"},"
          + "\"parameters\":[{\"label\":\"text\",\"type\":\"text\"}]}";
  private static final String EVENT =
      "id: %d\nevent: %s\ndata: {\"eventId\":%d,\"type\":\"%s\",\"nodeId\":\"n\",\"payload\":{\"text\":\"hi\"}}\n\n";

  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    play();
  }

  /** Gives the exit code of each command. */
  static List<Integer> play() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", Rehearsal::answer);
    server.start();
    try {
      Context.Surroundings stage = stage("http://127.0.0.1:" + server.getAddress().getPort());
      List<Integer> exits = new ArrayList<>();
      DAY.forEach(line -> exits.add(Cli.execute(stage, line.split(" ", -1))));
      return exits;
    } finally {
      server.stop(0);
    }
  }

  private static Context.Surroundings stage(String url) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Map<String, String> env =
        Map.of(
            "CLENS_URL",
            url,
            "CLENS_TOKEN",
            "rehearsal",
            "CLENS_CONFIG_DIR",
            Path.of("rehearsal").toString());
    return new Context.Surroundings(
        new ByteArrayInputStream(new byte[0]), nowhere, nowhere, null, env, Clock.systemUTC());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    byte[] body = body(path).getBytes(StandardCharsets.UTF_8);
    String type = path.endsWith("/events") ? "text/event-stream" : "application/json";
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String body(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return switch (last) {
      case "events" ->
          EVENT.formatted(1, "node.stream.delta", 1, "node.stream.delta")
              + EVENT.formatted(2, "node.completed", 2, "node.completed")
              + EVENT.formatted(3, "run.completed", 3, "run.completed");
      case "fn_get_lens_detail_bootstrap" -> LENS;
      case "fn_render_version_body", "fn_run_lens" -> "\"" + ID + "\"";
      default -> "[" + ROW + "]";
    };
  }
}
