package dev.connectedlenses.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.outbound.EgressGrant;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.HttpSettings;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Model servers that answer, refuse or are not there. */
class DiscoveryTest {

  private static Response list(Request request) {
    boolean known = "k-1".equals(request.bearer());
    String body =
        "{\"data\":[{\"id\":\"tiny/chat:1\"},{\"id\":\"tiny/chat:1\"},{\"id\":\"bad name\"}]}";
    return Response.json(known ? 200 : 401, JsonMapper.shared().readTree(body));
  }

  private static Router routes() {
    return new Router(
            r -> {
              throw Refusal.of(401, "x", "x", "");
            })
        .on("GET", "/v1/models", new Handler.Public(DiscoveryTest::list))
        .on(
            "GET",
            "/api/tags",
            new Handler.Public(r ->
                Response.json(
                    200,
                    JsonMapper.shared()
                        .readTree(
                            "{\"models\":[{\"name\":\"llama3.2\"},{\"name\":\"new:8b\"}]}"))));
  }

  @Test
  void whatAnswersIsInTheCatalogAndTheRestIsLeftOut() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        HttpServer http = HttpServer.start(HttpSettings.loopback(0), routes())) {
      URI base = http.uri();
      OutboundClient client =
          new OutboundClient(
              EgressPolicy.publicOnly().allowing(EgressGrant.of(base)), EgressObserver.none());
      List<ModelServer> servers =
          List.of(
              new ModelServer("mine", "mine", "openai", base.resolve("/v1/"), Secret.of("k-1")),
              new ModelServer("locked", "locked", "openai", base.resolve("/v1"), Secret.of("k-2")),
              new ModelServer("gone", "gone", "openai", URI.create("http://127.0.0.1:1/v1"), null),
              new ModelServer("ollama", "Ollama", "ollama", base, null));
      for (int twice = 0; twice < 2; twice++) {
        try (Discovery discovery = Discovery.start(client, database.url(), servers)) {
          discovery.join();
        }
      }
      assertThat(models(database))
          .contains("mine/tiny/chat:1", "ollama/new:8b", "ollama/llama3.2", "demo/writer")
          .noneMatch(
              name -> name.startsWith("locked") || name.startsWith("gone") || name.contains("bad"));
    }
  }

  private static List<String> models(TestDatabase database) {
    return database
        .admin()
        .withHandle(h ->
            h.createQuery(
                    "select p.key || '/' || m.key from ai.models m join ai.providers p on p.id = m.provider_id")
                .mapTo(String.class)
                .list());
  }

  @Test
  void somethingElseThanAListIsNamedSo() {
    assertThat(ModelList.names("{\"data\":[]}")).isEmpty();
    assertThat(ModelList.names("[]")).isEmpty();
    assertThatThrownBy(() -> ModelList.names("<html>"))
        .hasMessageContaining("not a list of models");
  }
}
