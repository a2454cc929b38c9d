package dev.connectedlenses.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.outbound.EgressGrant;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpRequestKindTest extends NodeKindContract {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String base;
  private HttpRequestKind kind;

  @BeforeAll
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
    EgressPolicy policy = EgressPolicy.publicOnly().allowing(EgressGrant.of(URI.create(base)));
    kind = HttpRequestKind.reading(new OutboundClient(policy, EgressObserver.none()));
  }

  @AfterAll
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    asked.add(exchange.getRequestMethod() + " " + uri.getRawPath() + "?" + uri.getRawQuery());
    String path = uri.getPath();
    int status = path.startsWith("/status/") ? Integer.parseInt(path.substring(8)) : 200;
    boolean json = path.startsWith("/json");
    exchange.getResponseHeaders().add("Content-Type", json ? "application/json" : "text/plain");
    exchange.getResponseHeaders().add("Retry-After", "7");
    byte[] body = (json ? "{\"n\":[1,2]}" : "x".repeat(100)).getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  NodeKind kind() {
    return kind;
  }

  @Override
  List<String> rightConfigs() {
    return List.of(
        "{'url':'https://example.org/[[id]]','headers':{'accept':'text/plain'}}",
        "{'url':'https://example.org','method':'POST','body':'[[text]]','max_bytes':1000}");
  }

  @Override
  List<String> wrongConfigs() {
    return List.of(
        "{}",
        "{'url':'x'}",
        "{'url':'https://example.org','method':'BREW'}",
        "{'url':'https://example.org','headers':{'accept':1}}",
        "{'url':'https://example.org','max_bytes':0}");
  }

  @Override
  Attempt sample() {
    return attempt("http_request", "{'url':'" + base + "/json'}", null, "{}", new Told());
  }

  private AttemptResult fetch(String config, String input) throws InterruptedException {
    return kind.run(attempt("http_request", config.replace("BASE", base), null, input, new Told()));
  }

  private static Failure failure(AttemptResult result) {
    return ((AttemptResult.Failed) result).failure();
  }

  @Test
  void jsonBecomesData() throws InterruptedException {
    AttemptResult result = fetch("{'url':'BASE/json'}", "{}");
    Envelope output = ((AttemptResult.Completed) result).output();
    assertThat(output.data()).isEqualTo(json("{'n':[1,2]}"));
    assertThat(output.metadata()).isEqualTo(json("{'status':200,'mediaType':'application/json'}"));
  }

  @Test
  void textStaysText() throws InterruptedException {
    AttemptResult result = fetch("{'url':'BASE/text'}", "{}");
    Envelope output = ((AttemptResult.Completed) result).output();
    assertThat(output.output()).isEqualTo("x".repeat(100));
    assertThat(output.data()).isNull();
  }

  @Test
  void valuesCannotLeaveTheirPlaceInTheUrl() throws InterruptedException {
    fetch("{'url':'BASE/items/[[id]]?q=[[q]]'}", "{'id':'../admin','q':'a b&c=ü'}");
    assertThat(asked).contains("GET /items/..%2Fadmin?q=a%20b%26c%3D%C3%BC");
  }

  @Test
  void headHasNoBody() throws InterruptedException {
    AttemptResult result = fetch("{'url':'BASE/head','method':'HEAD'}", "{}");
    assertThat(((AttemptResult.Completed) result).output().output()).isEmpty();
    assertThat(asked).contains("HEAD /head?null");
  }

  @Test
  void whatMayChangeSomethingIsNotSent() {
    assertThatThrownBy(() -> fetch("{'url':'BASE/write','method':'POST','body':'x'}", "{}"))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("would send POST")
        .hasMessageContaining("use GET or HEAD");
    assertThat(asked).noneMatch(line -> line.contains("/write"));
  }

  @Test
  void addressesInsideAreRefused() throws InterruptedException {
    Failure failure = failure(fetch("{'url':'https://169.254.169.254/latest'}", "{}"));
    assertThat(failure.cause()).isEqualTo(Cause.PERMISSION_ERROR);
    assertThat(failure.message()).startsWith("node \"sample\": ").contains("refused");
  }

  @Test
  void busyServerIsWaitedForAsItAsks() throws InterruptedException {
    Failure failure = failure(fetch("{'url':'BASE/status/429'}", "{}"));
    assertThat(failure.cause()).isEqualTo(Cause.RATE_LIMIT);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void errorOfTheOtherSideIsAToolError() throws InterruptedException {
    Failure failure = failure(fetch("{'url':'BASE/status/404'}", "{}"));
    assertThat(failure.cause()).isEqualTo(Cause.TOOL_ERROR);
    assertThat(failure.message()).contains("answered 404");
  }

  @Test
  void answerThatIsTooLargeIsCut() throws InterruptedException {
    Failure failure = failure(fetch("{'url':'BASE/text','max_bytes':10}", "{}"));
    assertThat(failure.cause()).isEqualTo(Cause.TOOL_ERROR);
  }

  @Test
  void secretsDoNotTravelAsHeaders() {
    assertThatThrownBy(
            () -> fetch("{'url':'BASE/text','headers':{'Authorization':'Bearer x'}}", "{}"))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("carries a secret");
  }
}
