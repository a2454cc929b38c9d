package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.outbound.EgressEvent;
import dev.connectedlenses.outbound.EgressGrant;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.providers.ProviderException.Kind;
import dev.connectedlenses.testkit.Behaviour;
import dev.connectedlenses.testkit.FakeModelServer;
import dev.connectedlenses.testkit.LoopbackServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that hang, drip, flood, babble, redirect or leak (F18, S12): each ends in time. */
@Timeout(60)
final class MisbehaviourTest {
  private static final String KEY = "sk-canary-0123456789abcdef";
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final long CAP = 300_000;
  private static final long MOST_BYTES = CAP + (64 << 10);
  private static final List<String> DIALECTS = List.of("openai", "ollama");

  private final FakeModelServer server = FakeModelServer.start();
  private final List<EgressEvent> egress = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("misbehaviours")
  void endsInTimeWithTheRightClass(String dialect, Behaviour behaviour, Kind kind)
      throws Exception {
    server.next(behaviour);
    // only silence has to wait for the timeout; all else is noticed when it happens
    Duration timeout = kind == Kind.TIMEOUT ? Duration.ofSeconds(1) : PATIENCE;
    long start = System.nanoTime();
    ProviderException failure = failureOf(dialect, timeout);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageContaining("provider \"fake\"");
    assertThat(took).isLessThan(timeout.plusSeconds(1));
    assertThat(bytesReceived()).isLessThanOrEqualTo(MOST_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "ollama"})
  void aRedirectInsideReachesNobody(String dialect) throws Exception {
    try (LoopbackServer sentinel = LoopbackServer.sentinel("127.0.0.2")) {
      server.next(new Behaviour.Redirect(sentinel.url("/v1/chat/completions")));
      assertThat(failureOf(dialect).kind()).isEqualTo(Kind.BAD_REQUEST);
      assertThat(sentinel.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "ollama"})
  void aLeakedKeyDoesNotBecomePartOfTheAnswer(String dialect) throws Exception {
    server.next(new Behaviour.LeakKey());
    StringBuilder seen = new StringBuilder();
    ChatResult result = provider(dialect).chat(request(PATIENCE), seen::append);
    assertThat(result.text()).isEqualTo("[secret]").isEqualTo(seen.toString());
  }

  @ParameterizedTest
  @MethodSource("leaks")
  void aLeakedKeyDoesNotBecomePartOfAMessage(String dialect, Behaviour leak) throws Exception {
    server.next(leak);
    ProviderException failure = failureOf(dialect);
    for (Throwable t = failure; t != null; t = t.getCause()) {
      assertThat(String.valueOf(t.getMessage())).doesNotContain("canary");
    }
    assertThat(egress.toString()).doesNotContain("canary");
  }

  static Stream<Arguments> misbehaviours() {
    return DIALECTS.stream()
        .flatMap(dialect ->
            Stream.of(
                Arguments.of(dialect, new Behaviour.Hang(0), Kind.TIMEOUT),
                Arguments.of(dialect, new Behaviour.Hang(4), Kind.TIMEOUT),
                Arguments.of(dialect, new Behaviour.Trickle(Duration.ofMillis(100)), Kind.TIMEOUT),
                Arguments.of(
                    dialect, new Behaviour.Answer("a b c d", Duration.ofSeconds(1)), Kind.TIMEOUT),
                Arguments.of(dialect, new Behaviour.CutOff(2), Kind.PROVIDER_ERROR),
                Arguments.of(dialect, new Behaviour.CutOff(0), Kind.PROVIDER_ERROR),
                Arguments.of(dialect, new Behaviour.Unfinished(3), Kind.PROVIDER_ERROR),
                Arguments.of(dialect, new Behaviour.Unfinished(0), Kind.PROVIDER_ERROR),
                Arguments.of(dialect, new Behaviour.Malformed(), Kind.PROVIDER_ERROR),
                Arguments.of(
                    dialect, new Behaviour.ErrorInside(2, "overloaded"), Kind.PROVIDER_ERROR),
                Arguments.of(dialect, new Behaviour.GzipBomb(), Kind.PROVIDER_ERROR),
                Arguments.of(
                    dialect,
                    new Behaviour.WrongType("text/html", "<html>Sign in</html>"),
                    Kind.PROVIDER_ERROR),
                Arguments.of(
                    dialect, new Behaviour.WrongType("image/png", "x"), Kind.PROVIDER_ERROR),
                Arguments.of(dialect, Behaviour.status(503), Kind.PROVIDER_ERROR),
                Arguments.of(dialect, Behaviour.status(529), Kind.PROVIDER_ERROR),
                Arguments.of(dialect, Behaviour.status(504), Kind.TIMEOUT),
                Arguments.of(dialect, Behaviour.status(402), Kind.AUTH),
                Arguments.of(dialect, Behaviour.status(403), Kind.AUTH),
                Arguments.of(dialect, Behaviour.status(413), Kind.BAD_REQUEST),
                Arguments.of(dialect, Behaviour.status(204), Kind.PROVIDER_ERROR)));
  }

  @ParameterizedTest
  @MethodSource("floods")
  void aFloodEndsAtTheCap(String dialect, Behaviour flood) throws Exception {
    server.next(flood);
    ProviderException failure = failureOf(dialect);
    assertThat(failure.kind()).isEqualTo(Kind.PROVIDER_ERROR);
    assertThat(failure).hasMessageContaining("larger than");
    assertThat(bytesReceived()).isLessThanOrEqualTo(MOST_BYTES);
  }

  static Stream<Arguments> floods() {
    return DIALECTS.stream()
        .flatMap(dialect ->
            Stream.of(
                Arguments.of(dialect, new Behaviour.Endless()),
                Arguments.of(dialect, new Behaviour.EndlessEvent())));
  }

  static Stream<Arguments> leaks() {
    String json = "{\"error\":{\"message\":\"bad key " + KEY + "\"}}";
    String late = "{\"error\":\"" + "x".repeat(190) + KEY + "\"}";
    java.util.Map<String, String> header = java.util.Map.of("X-Echo", KEY);
    return DIALECTS.stream()
        .flatMap(dialect ->
            Stream.of(
                Arguments.of(dialect, new Behaviour.Status(401, header, json)),
                Arguments.of(dialect, new Behaviour.Status(500, header, late)),
                Arguments.of(dialect, new Behaviour.Status(400, header, "plain " + KEY)),
                Arguments.of(dialect, new Behaviour.ErrorInside(1, "key " + KEY)),
                Arguments.of(dialect, new Behaviour.WrongType("text/plain", KEY)),
                Arguments.of(
                    dialect, new Behaviour.Redirect("https://evil.example.org/?k=" + KEY))));
  }

  private ProviderException failureOf(String dialect) throws Exception {
    return failureOf(dialect, PATIENCE);
  }

  private ProviderException failureOf(String dialect, Duration timeout) throws Exception {
    Provider provider = provider(dialect);
    ProviderException failure =
        catchThrowableOfType(
            ProviderException.class, () -> provider.chat(request(timeout), ChatSink.none()));
    assertThat(failure).isNotNull();
    return failure;
  }

  private long bytesReceived() {
    return egress.stream()
        .mapToLong(event -> event instanceof EgressEvent.Ended ended ? ended.bytesReceived() : 0)
        .sum();
  }

  private Provider provider(String dialect) throws Exception {
    URI base = dialect.equals("openai") ? server.openAiBase() : server.ollamaBase();
    EgressPolicy policy = EgressPolicy.publicOnly().allowing(EgressGrant.of(base));
    OutboundClient client = new OutboundClient(policy, egress::add);
    return new Providers(
            DemoProvider.instant(), new RemoteProvider.Sending(client, CAP, InstantSource.system()))
        .open(new ProviderConfig("fake", dialect, base, Secret.of(KEY)));
  }

  private static ChatRequest request(Duration timeout) {
    return new ChatRequest(
        FakeModelServer.MODEL,
        List.of(ChatMessage.user("hello")),
        ChatParams.defaults(),
        null,
        timeout);
  }
}
