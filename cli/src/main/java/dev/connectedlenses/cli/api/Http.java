package dev.connectedlenses.cli.api;

import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Plain HTTP to one server: JSON in, JSON out, every refusal a {@link CliError}. */
public final class Http {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI base;
  private final HttpClient client;

  public Http(URI base) {
    this.base = base;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5));
    if ("http".equals(base.getScheme())) {
      builder.sslContext(trustingNobody());
    }
    this.client = builder.build();
  }

  /** Reading the machine's certificates takes longer than most commands; plain HTTP needs none. */
  private static SSLContext trustingNobody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has TLS", e);
    }
  }

  /**
   * What goes along with a request.
   *
   * @param schema the exposed schema to read from, null for the default one
   */
  record Body(@Nullable JsonNode json, @Nullable String schema) {
    static final Body NONE = new Body(null, null);
  }

  /** Sends a request and gives the body's JSON, a missing node where there is none. */
  JsonNode json(String method, String path, Body body, @Nullable String bearer) {
    HttpRequest.Builder request =
        request(path, bearer)
            .timeout(TIMEOUT)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(
                method,
                body.json() == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(
                        JsonMapper.shared().writeValueAsBytes(body.json())));
    if (body.schema() != null) {
      request.header(method.equals("GET") ? "Accept-Profile" : "Content-Profile", body.schema());
    }
    HttpResponse<String> answer = send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 400) {
      throw Refusal.of(answer.statusCode(), answer.body(), requestId(answer));
    }
    return answer.body().isBlank() ? MissingNode.getInstance() : parsed(answer.body());
  }

  private JsonNode parsed(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new CliError(
          Exit.ERROR, "no_json", base + " answers, but not like ConnectedLenses", "check the URL");
    }
  }

  /** Opens a stream of server-sent events; the caller closes it. */
  InputStream stream(String path, @Nullable String bearer) {
    HttpRequest request = request(path, bearer).header("Accept", "text/event-stream").build();
    HttpResponse<InputStream> answer = send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() >= 400) {
      throw Refusal.of(answer.statusCode(), read(answer.body()), requestId(answer));
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String path, @Nullable String bearer) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    request.header("X-Supabase-Api-Version", "2024-01-01");
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return request;
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (ConnectException e) {
      throw new Unreachable("no server answers at " + base);
    } catch (HttpTimeoutException e) {
      throw new CliError(Exit.TIMEOUT, "timeout", base + " did not answer in time", null);
    } catch (IOException e) {
      throw new Unreachable("the connection to " + base + " broke: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliError(Exit.INTERRUPTED, "interrupted", "interrupted", null);
    }
  }

  private static String read(InputStream body) {
    try (body) {
      return new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static @Nullable String requestId(HttpResponse<?> answer) {
    return answer.headers().firstValue("x-request-id").orElse(null);
  }
}
