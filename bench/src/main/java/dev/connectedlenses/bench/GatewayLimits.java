package dev.connectedlenses.bench;

import dev.connectedlenses.bench.HttpLoad.Offer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What becomes of people who keep to the limits of a whole server, in a process of its own, while
 * fifty others go over every one of them, each under an account of its own.
 */
final class GatewayLimits {
  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final int HOSTILE = 50;
  private static final int FEW = 4;

  /** What a few people send in a second when they work: far below what can be answered. */
  private static final double CALMLY = 100;

  private final URI server;
  private final Duration time;
  private final int series;

  private GatewayLimits(URI server, Duration time, int series) {
    this.server = server;
    this.time = time;
    this.series = series;
  }

  static String measure(Path folder, Duration time, int series) {
    ServerNode.Kind api =
        new ServerNode.Kind(
            ServerNode.class,
            "api",
            Map.of(
                "CLENS_AUTH_REQUESTS_PER_MINUTE", "1000", "CLENS_REQUESTS_PER_MINUTE", "10000000"),
            "512m",
            List.of());
    try (BenchHost host = BenchHost.start()) {
      prepare(host, folder.resolve("limits.sql"));
      try (ServerNode node = ServerNode.launch(host.url(), List.of(api)).getFirst()) {
        return new GatewayLimits(URI.create(node.address()), time, series).measure();
      }
    }
  }

  private static void prepare(BenchHost host, Path script) {
    try (Connection connection =
            DriverManager.getConnection(host.url().jdbc(), host.url().login());
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(script));
    } catch (SQLException e) {
      throw new IllegalStateException("preparing the limits failed: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String measure() {
    List<String> people = people("person", FEW);
    List<String> hostile = people("hostile", HOSTILE);
    HttpLoad few = new HttpLoad(server, n -> people.get(n % FEW));
    Offer calmly = new Offer(GatewayCase.ONE_ITEM, FEW, CALMLY);
    few.run(GatewayCase.ONE_ITEM, FEW, WARM_UP);
    // another attack, which is not measured, for the compiler's sake
    try (Trespassers _ = new Trespassers(server, hostile)) {
      few.run(calmly, WARM_UP);
    }
    return measure(few, calmly, hostile)
        + measure(few, new Offer(GatewayCase.ONE_ITEM, FEW, 0), hostile);
  }

  private String measure(HttpLoad few, Offer offer, List<String> hostile) {
    List<Map<String, Double>> figures = new ArrayList<>();
    for (int number = 0; number < series; number++) {
      HttpLoad.Series calm = few.run(offer, time);
      try (Trespassers attack = new Trespassers(server, hostile)) {
        HttpLoad.Series beside = few.run(offer, time);
        if (attack.otherwise() > 0) {
          throw new IllegalStateException("not refused as it should be: " + attack.faults());
        }
        figures.add(GatewayFigures.hostile(calm, beside, attack.otherwise(), attack.refused()));
      }
    }
    return GatewayFigures.hostileLine(
        HOSTILE + " clients go over limits and never wait", offer, new Summary(figures));
  }

  /** Access tokens of as many new accounts. */
  private List<String> people(String name, int count) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return IntStream.range(0, count).mapToObj(i -> signUp(client, name + i)).toList();
    }
  }

  private String signUp(HttpClient client, String name) {
    String form =
        "{\"email\":\"%s@example.com\",\"password\":\"correct horse battery %s\"}"
            .formatted(name, name);
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/auth/v1/signup"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      String token = JsonMapper.shared().readTree(answer).path("access_token").asString("");
      if (token.isEmpty()) {
        throw new IllegalStateException("no account for %s: %s".formatted(name, answer));
      }
      return token;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
