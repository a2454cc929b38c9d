package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.server.accounts.AccountSettings;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.http.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which host names the listening server answers to, and whose address it sees. */
class ReachTest {

  private static HttpServer start(Reach reach) {
    Router router =
        new Router(
                r -> {
                  throw Refusal.of(401, "no_authorization", "sign in", "");
                })
            .on("GET", "/me", new Handler.Public(r -> Response.text(200, r.remote())));
    Config config =
        new Config(null, 0, Path.of("unused"), List.of()).with(reach, AccountSettings.DEFAULTS);
    return Listening.start(config, router);
  }

  private static Wire.Answer ask(HttpServer server, String host, String more) throws Exception {
    return Wire.ask(server.port(), "GET /me HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n");
  }

  @Test
  void namesOfTheSettingAreAnsweredBesideLoopback() throws Exception {
    Reach reach =
        new Reach(
            List.of("Lenses.Internal"), List.of(), URI.create("https://lenses.example"), Set.of());
    try (HttpServer server = start(reach)) {
      for (String host : List.of("lenses.internal:8080", "lenses.example", "localhost")) {
        assertThat(ask(server, host, "").status()).as(host).isEqualTo(200);
      }
      Wire.Answer foreign = ask(server, "evil.example", "");
      assertThat(foreign.status()).isEqualTo(421);
      assertThat(foreign.body()).contains("CLENS_HOSTS");
    }
  }

  @Test
  void withoutTheSettingOnlyLoopbackIsAnswered() throws Exception {
    try (HttpServer server = start(Reach.DEFAULTS)) {
      assertThat(ask(server, "127.0.0.1", "").status()).isEqualTo(200);
      assertThat(ask(server, "lenses.internal", "").status()).isEqualTo(421);
    }
  }

  @Test
  void aTrustedProxyNamesTheClient() throws Exception {
    String header = "X-Forwarded-For: 203.0.113.7\r\n";
    try (HttpServer server = start(new Reach(List.of(), List.of(), null, Set.of("127.0.0.1")))) {
      assertThat(ask(server, "localhost", header).body()).isEqualTo("203.0.113.7");
    }
    try (HttpServer server = start(Reach.DEFAULTS)) {
      assertThat(ask(server, "localhost", header).body()).isEqualTo("127.0.0.1");
    }
  }
}
