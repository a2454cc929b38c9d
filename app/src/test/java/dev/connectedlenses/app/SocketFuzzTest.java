package dev.connectedlenses.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Extensions;
import dev.connectedlenses.rest.Fixture;
import dev.connectedlenses.rest.RequestLimits;
import dev.connectedlenses.rest.RequestMaker;
import dev.connectedlenses.rest.RestConfig;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.RestResponse;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.HttpSettings;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.routes.RestRoute;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Requests made of pieces of real ones, over a socket: whatever they mean, the fault is not ours.
 */
final class SocketFuzzTest {

  private static final int CASES =
      "full".equals(System.getProperty("suite"))
          ? Integer.getInteger("fuzz.inputs", 200_000)
          : 1_500;

  @Test
  void nothingThatIsSentIsAFaultOfTheServer() throws Exception {
    RestConfig config =
        Fixture.config()
            .withExtensions(Extensions.ALL)
            .withLimits(RequestLimits.STRICT.withRate(Integer.MAX_VALUE));
    RequestMaker maker = new RequestMaker(new Random(2027));
    int answered = 0;
    try (Fixture fixture = Fixture.with(config);
        HttpServer server = HttpServer.start(HttpSettings.loopback(0), router(fixture))) {
      RestClient client = new RestClient(server.uri().getPort());
      for (int i = 0; i < CASES; i++) {
        RestRequest request = maker.next();
        RestResponse answer = client.send(request);
        assertThat(answer.status())
            .as(
                "%d: %s %s?%s %s",
                i, request.method(), request.path(), request.rawQuery(), request.headers())
            .isLessThan(500);
        answered += answer.status() < 300 ? 1 : 0;
        if ("close".equals(answer.header("Connection"))) {
          client.close();
          client = new RestClient(server.uri().getPort());
        }
      }
      client.close();
    }
    assertThat(answered).as("requests that meant something").isGreaterThan(CASES / 50);
  }

  private static Router router(Fixture fixture) {
    RestRoute route = new RestRoute(fixture.service()::handle, Request::headers, () -> {});
    return new Router(
            request -> {
              throw new IllegalStateException("nobody signs in here");
            })
        .on("ANY", "/*", new Handler.SelfChecking(route::answer));
  }
}
