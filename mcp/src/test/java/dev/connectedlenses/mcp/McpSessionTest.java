package dev.connectedlenses.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.outbound.Credential;
import dev.connectedlenses.outbound.EgressGrant;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.testkit.FakeMcpServer;
import dev.connectedlenses.testkit.FakeMcpServer.Misdeed;
import dev.connectedlenses.testkit.LoopbackServer;
import dev.connectedlenses.testkit.ReceivedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sessions with a server that behaves, and with servers that do not. */
final class McpSessionTest {
  private static final Duration TIME = Duration.ofSeconds(20);

  private final FakeMcpServer server =
      FakeMcpServer.start().tool("echo", "Says it again.", "{'type': 'object'}");
  private final McpServers servers = servers(server.url());

  @AfterEach
  void close() {
    server.close();
  }

  private static McpServers servers(String... urls) {
    List<URI> allowed = Stream.of(urls).map(URI::create).toList();
    EgressPolicy policy = EgressPolicy.publicOnly();
    try {
      for (URI url : allowed) {
        policy = policy.allowing(EgressGrant.of(url));
      }
    } catch (dev.connectedlenses.outbound.OutboundException e) {
      throw new AssertionError(e);
    }
    return new McpServers(new OutboundClient(policy, EgressObserver.none()), allowed);
  }

  private McpSession open() throws Exception {
    return servers.open(server.url(), null, TIME);
  }

  private static ObjectNode arguments(String json) {
    return JsonMapper.shared().readTree(json.replace('\'', '"')).asObject();
  }

  private JsonNode call(String json) throws Exception {
    try (McpSession session = open()) {
      return session.call("echo", arguments(json));
    }
  }

  private static McpException failure(Callable action) {
    AtomicReference<@Nullable McpException> caught = new AtomicReference<>();
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(McpException.class, caught::set)
        .hasNoNullFieldsOrProperties();
    return java.util.Objects.requireNonNull(caught.get());
  }

  /** Something that may fail. */
  @FunctionalInterface
  private interface Callable {
    void run() throws Exception;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void listsAndCallsWithinOneSession(boolean streams) throws Exception {
    if (streams) {
      server.streaming();
    }
    try (McpSession session = open()) {
      assertThat(session.tool("echo").path("description").asString()).isEqualTo("Says it again.");
      assertThat(session.call("echo", arguments("{'say': [1, {'x': null}]}")).path("text"))
          .hasToString("\"done\"");
    }
    assertThat(server.ledger())
        .extracting(r -> r.body().path("method").asString(r.method()))
        .containsExactly(
            "initialize", "notifications/initialized", "tools/list", "tools/call", "DELETE");
    assertThat(server.calls("tools/call").getFirst().body().path("params").path("arguments"))
        .isEqualTo(arguments("{'say': [1, {'x': null}]}"));
    String id = server.calls("tools/list").getFirst().headers().getOrDefault("mcp-session-id", "");
    assertThat(id).isNotEmpty();
    assertThat(server.ledger().stream().skip(1))
        .allSatisfy(r -> {
          assertThat(r.headers()).containsEntry("mcp-session-id", id);
          assertThat(r.headers()).containsEntry("mcp-protocol-version", "2025-06-18");
        });
  }

  @Test
  void offersTheServerNothingAndHandsNothingOn() throws Exception {
    call("{}");
    JsonNode hello = server.calls("initialize").getFirst().body().path("params");
    assertThat(hello.path("capabilities").isEmpty()).isTrue();
    assertThat(hello.path("clientInfo").path("name").asString()).isEqualTo("connectedlenses");
    assertThat(server.ledger())
        .extracting(ReceivedRequest::headers)
        .allSatisfy(headers -> assertThat(headers).doesNotContainKeys("authorization", "cookie"));
  }

  @Test
  void aStoredCredentialGoesToItsServer() throws Exception {
    try (McpSession session =
        servers.open(server.url(), Credential.bearer(Secret.of("for-this-server")), TIME)) {
      session.tools();
    }
    assertThat(server.ledger()).extracting(ReceivedRequest::bearer).containsOnly("for-this-server");
  }

  @Test
  void structuredContentIsPreferredAndOtherContentIsTold() throws Exception {
    server.answers("{'content': [{'type': 'text', 'text': 'x'}], 'structuredContent': {'n': 1}}");
    assertThat(call("{}")).isEqualTo(arguments("{'n': 1}"));
    server.answers(
        "{'content': [{'type': 'text', 'text': 'a'}, {'type': 'image', 'data': 'AAAA', 'mimeType': 'image/png'}, {'type': 'text', 'text': 'b'}]}");
    assertThat(call("{}").path("text").asString()).isEqualTo("a\n[image left out]\nb");
  }

  @Test
  void whatAToolCallsAnErrorIsOne() {
    server.answers(
        "{'isError': true, 'content': [{'type': 'text', 'text': '" + "no ".repeat(400) + "'}]}");
    McpException failure = failure(() -> call("{}"));
    assertThat(failure.kind()).isEqualTo(McpException.Kind.FAILED);
    assertThat(failure.words()).startsWith("the tool \"echo\" says: no no").hasSizeLessThan(600);
  }

  @Test
  void aServerThatIsNotOnTheListIsNotAsked() {
    try (LoopbackServer sentinel = LoopbackServer.sentinel()) {
      String other = sentinel.url("/mcp");
      for (String url :
          List.of(
              other,
              server.url() + "/",
              server.url() + "?x",
              server.url().replace("http:", "HTTP:"))) {
        McpException failure = failure(() -> servers.open(url, null, TIME).close());
        assertThat(failure.kind()).isEqualTo(McpException.Kind.REFUSED);
        assertThat(failure.words()).contains("CLENS_MCP_SERVERS");
      }
      assertThat(sentinel.connections()).isZero();
      assertThat(server.ledger()).isEmpty();
    }
  }

  @Test
  void aServerOnTheListStillObeysTheRulesOfAddresses() throws Exception {
    McpServers ungranted =
        new McpServers(
            new OutboundClient(EgressPolicy.publicOnly(), EgressObserver.none()),
            List.of(URI.create(server.url())));
    McpException failure = failure(() -> ungranted.open(server.url(), null, TIME).close());
    assertThat(failure.kind()).isEqualTo(McpException.Kind.REFUSED);
    assertThat(server.ledger()).isEmpty();
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (LoopbackServer sentinel = LoopbackServer.sentinel()) {
      for (String method : List.of("initialize", "tools/list", "tools/call", "DELETE")) {
        server.on(method, Misdeed.status(307, "Location: " + sentinel.url("/mcp") + "\r\n"));
        if (!method.equals("DELETE")) {
          assertThat(failure(() -> visit()).kind()).isEqualTo(McpException.Kind.REFUSED);
        }
        server.behave(method);
      }
      assertThat(sentinel.connections()).isZero();
    }
  }

  private void visit() throws Exception {
    try (McpSession session = open()) {
      session.tools();
      session.call("echo", arguments("{}"));
    }
  }

  static Stream<Arguments> misdeeds() {
    String list = "{\"tools\": []}";
    return Stream.of(
        Arguments.of("tools/call", Misdeed.status(404, ""), McpException.Kind.FAILED, "404"),
        Arguments.of("tools/call", Misdeed.status(401, ""), McpException.Kind.FAILED, "401"),
        Arguments.of("tools/call", Misdeed.status(503, ""), McpException.Kind.BROKEN, "503"),
        Arguments.of("tools/call", Misdeed.bytes(""), McpException.Kind.BROKEN, ""),
        Arguments.of(
            "tools/call",
            Misdeed.result("Mcp-Session-Id: somebody-elses\r\n", "{\"content\": []}"),
            McpException.Kind.FAILED,
            "another session"),
        Arguments.of(
            "tools/list",
            Misdeed.result("Mcp-Session-Id: somebody-elses\r\n", list),
            McpException.Kind.FAILED,
            "another session"),
        Arguments.of(
            "tools/call",
            Misdeed.result(
                "",
                "{\"content\": [{\"type\": \"text\", \"text\": \"%s\"}]}"
                    .formatted("x".repeat(3 << 20))),
            McpException.Kind.BROKEN,
            "larger than"),
        Arguments.of(
            "tools/call",
            Misdeed.bytes(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi"),
            McpException.Kind.BROKEN,
            "no message"),
        Arguments.of(
            "tools/call",
            Misdeed.bytes(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n{\"a\""),
            McpException.Kind.BROKEN,
            "no message"),
        Arguments.of(
            "tools/call",
            Misdeed.bytes(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9\r\n\r\ndata: {}\n"),
            McpException.Kind.BROKEN,
            ""),
        Arguments.of(
            "initialize",
            Misdeed.result(
                "",
                "{\"protocolVersion\": \"1999-01-01\", \"capabilities\": {}, \"serverInfo\": {\"name\": \"x\", \"version\": \"1\"}}"),
            McpException.Kind.FAILED,
            ""),
        Arguments.of(
            "tools/call",
            Misdeed.bytes(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nnull"),
            McpException.Kind.BROKEN,
            "no message"),
        Arguments.of("initialize", Misdeed.result("", "[]"), McpException.Kind.BROKEN, ""),
        Arguments.of("initialize", Misdeed.status(500, ""), McpException.Kind.BROKEN, "500"),
        Arguments.of(
            "initialize",
            Misdeed.result("Mcp-Session-Id: with space\r\n", "{}"),
            McpException.Kind.FAILED,
            "another session"));
  }

  @ParameterizedTest
  @MethodSource("misdeeds")
  void aMisdeedIsToldAndEndsTheSession(
      String method, Misdeed misdeed, McpException.Kind kind, String words) {
    server.on(method, misdeed);
    McpException failure = failure(this::visit);
    assertThat(failure.words()).contains(words).doesNotContain("java.", "Exception");
    assertThat(failure.kind()).isEqualTo(kind);
  }

  @Test
  void aListThatNeverEndsIsEnded() {
    server.on("tools/list", Misdeed.result("", "{\"tools\": [], \"nextCursor\": \"again\"}"));
    assertThat(failure(this::visit).words()).contains("never ends");
    assertThat(server.calls("tools/list")).hasSize(2);
  }

  @Test
  void silenceEndsWithTheTime() {
    server.on("tools/list", Misdeed.silence());
    McpException failure =
        failure(() -> {
          try (McpSession session = servers.open(server.url(), null, Duration.ofMillis(1500))) {
            session.tools();
          }
        });
    assertThat(failure.kind()).isEqualTo(McpException.Kind.BROKEN);
    assertThat(server.calls("tools/call")).isEmpty();
  }

  @Test
  void anInterruptHangsUp() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    server.on(
        "tools/call",
        (out, id, closed) -> {
          asked.countDown();
          closed.await();
        });
    AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                visit();
              } catch (Throwable e) {
                ended.set(e);
              }
            });
    asked.await();
    caller.interrupt();
    caller.join();
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
  }
}
