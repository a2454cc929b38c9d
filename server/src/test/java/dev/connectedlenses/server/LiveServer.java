package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.FakeModelServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole server on a database of its own, with a fake provider named {@code lab} that has the
 * models {@code tiny} and {@code large}, and people who have signed up.
 */
public final class LiveServer implements AutoCloseable {
  public final TestDatabase database;
  public final FakeModelServer lab = FakeModelServer.serving("tiny", "large");
  public final Config config;
  private final HttpClient client = HttpClient.newHttpClient();
  private Serve serve;

  /** An answer whose body is JSON, or a text in {@code text}. */
  public record Answer(int status, JsonNode body, String raw, Map<String, List<String>> headers) {
    public String text(String name) {
      return body.path(name).asString("");
    }
  }

  public LiveServer(Path folder) {
    this(folder, null, config -> config);
  }

  /**
   * @param labKey what the operator configured as the key of the fake provider
   * @param more further settings
   */
  public LiveServer(Path folder, @Nullable String labKey, UnaryOperator<Config> more) {
    this(TestDatabase.create(), folder, labKey, more);
  }

  /** The same on a database that was made elsewhere. */
  public LiveServer(
      TestDatabase database, Path folder, @Nullable String labKey, UnaryOperator<Config> more) {
    this.database = database;
    Secret key = labKey == null ? null : Secret.of(labKey);
    Config.ProviderEntry entry = new Config.ProviderEntry("lab", lab.openAiBase(), key);
    config = more.apply(new Config(url(database.url()), 0, folder.resolve("data"), List.of(entry)));
    serve = Serve.start(config, line -> {});
    Await.until("the fake provider is in the catalog", () -> knows("lab/tiny"));
  }

  static String url(ServerUrl url) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            url.user(),
            URLEncoder.encode(url.password(), StandardCharsets.UTF_8),
            url.host(),
            url.port(),
            url.database());
  }

  /** Stops the server and starts it on the same database with other settings. */
  public void restart(UnaryOperator<Config> change) {
    serve.close();
    serve = Serve.start(change.apply(config), line -> {});
  }

  public URI uri() {
    return serve.url();
  }

  private boolean knows(String model) {
    return database
        .admin()
        .withHandle(h ->
            h.createQuery("select ai.find_model(?) is not null")
                .bind(0, model)
                .mapTo(Boolean.class)
                .one());
  }

  /** The access token of the local owner. */
  public String owner() {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("type", "magiclink").put("token", serve.cliToken());
    Answer answer = send("POST", "/auth/v1/verify", body.toString(), null);
    assertThat(answer.status()).as(answer.raw()).isEqualTo(200);
    return answer.text("access_token");
  }

  /** The access token of a new account. */
  public String signUp(String name, String password) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("email", name + "@example.org").put("password", password);
    Answer answer = send("POST", "/auth/v1/signup", body.toString(), null);
    assertThat(answer.status()).as(answer.raw()).isEqualTo(200);
    return answer.text("access_token");
  }

  /** Any request; quotes may be written as apostrophes. */
  public Answer send(String method, String path, String body, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(serve.url().resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  public Answer send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      String raw = answer.body();
      JsonNode body =
          raw.startsWith("{") || raw.startsWith("[")
              ? JsonMapper.shared().readTree(raw)
              : JsonMapper.shared().createObjectNode().put("text", raw);
      return new Answer(answer.statusCode(), body, raw, answer.headers().map());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A function of the data API that must succeed. */
  public JsonNode rpc(String token, String function, String body) {
    Answer answer = send("POST", "/rest/v1/rpc/" + function, body, token);
    assertThat(answer.status()).as("%s: %s", function, answer.raw()).isLessThan(300);
    return answer.raw().startsWith("\"")
        ? JsonMapper.shared().readTree(answer.raw())
        : answer.body();
  }

  /** A workflow of one node that asks a model, and its id. */
  public String workflow(String token, String model) {
    String id = rpc(token, "fn_create_workflow", "{'p_title':'Ask'}").path(0).path("id").asString();
    rpc(
        token,
        "fn_upsert_workflow_nodes",
        ("{'p_workflow_id':'%s','p_nodes':[{'label':'ask','kind':'lens','config':"
                + "{'template_body':'Say: [[text]]','model_id':'%s','retry_policy':{'maxRetries':0}}}]}")
            .formatted(id, model));
    return id;
  }

  /** Starts a run and waits for its end; the run's row. */
  public JsonNode run(String token, String workflow) {
    String run =
        rpc(
                token,
                "fn_start_workflow_run",
                "{'p_workflow_id':'%s','p_inputs':{'text':'hello'}}".formatted(workflow))
            .asString("");
    assertThat(run).isNotEmpty();
    return Await.value(
        "the end of run " + run,
        () -> {
          JsonNode row =
              send("GET", "/rest/v1/workflow_runs?id=eq." + run, "", token, "lenses")
                  .body()
                  .path(0);
          return row.path("completed_at").isString() ? row : null;
        });
  }

  /** A read from a schema that is not the default one. */
  public Answer send(
      String method, String path, String body, @Nullable String token, String schema) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(serve.url().resolve(path))
            .header("Content-Type", "application/json")
            .header(method.equals("GET") ? "Accept-Profile" : "Content-Profile", schema)
            .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  /** What a question to the database answers, rows joined by spaces. */
  public String sql(String query) {
    return database
        .admin()
        .withHandle(h -> String.join(" ", h.createQuery(query).mapTo(String.class).list()));
  }

  @Override
  public void close() {
    serve.close();
    client.close();
    lab.close();
    database.close();
  }
}
