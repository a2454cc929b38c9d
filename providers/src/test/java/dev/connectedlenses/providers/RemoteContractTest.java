package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.outbound.EgressGrant;
import dev.connectedlenses.outbound.EgressObserver;
import dev.connectedlenses.outbound.EgressPolicy;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.providers.ProviderException.Kind;
import dev.connectedlenses.testkit.Behaviour;
import dev.connectedlenses.testkit.FakeModelServer;
import dev.connectedlenses.testkit.ReceivedRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The contract for dialects that go over the wire, against the fake model server. */
abstract class RemoteContractTest extends ProviderContractTest {
  static final String KEY = "sk-canary-0123456789abcdef";

  final FakeModelServer server = FakeModelServer.start();
  final List<dev.connectedlenses.outbound.EgressEvent> egress = new CopyOnWriteArrayList<>();

  abstract String dialect();

  abstract URI baseUrl();

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  Provider provider() throws ProviderException {
    ProviderConfig config = new ProviderConfig("fake", dialect(), baseUrl(), Secret.of(KEY));
    return new Providers(client(egress::add), DemoProvider.instant(), () -> Instant.EPOCH)
        .open(config);
  }

  OutboundClient client(EgressObserver observer) {
    try {
      EgressPolicy policy = EgressPolicy.publicOnly().allowing(EgressGrant.of(baseUrl()));
      return new OutboundClient(policy, observer);
    } catch (OutboundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  String model() {
    return FakeModelServer.MODEL;
  }

  @Override
  String promptThatFails(Kind kind) {
    switch (kind) {
      case RATE_LIMIT -> server.next(Behaviour.rateLimit(Duration.ofSeconds(2)));
      case TIMEOUT -> server.next(new Behaviour.Hang(0));
      case PROVIDER_ERROR -> server.next(Behaviour.status(500));
      case AUTH -> server.requireKey("another key");
      case BAD_REQUEST -> server.next(Behaviour.status(422));
    }
    return "hello";
  }

  @Override
  String promptThatPauses() {
    server.next(new Behaviour.Hang(3));
    return "hello";
  }

  @Override
  String promptForJson() {
    server.next(Behaviour.answer("{\"title\": \"Ferry\", \"score\": 7}"));
    return "title and score, please";
  }

  @Test
  void sendsWhatWasAskedOnceAndWithTheKey() throws Exception {
    ChatParams params = new ChatParams(0.5, 0.9, 77, 42, List.of("END", "\n\n"), 1);
    List<ChatMessage> talk = List.of(ChatMessage.system("Be brief."), ChatMessage.user("hi"));
    provider().chat(new ChatRequest(model(), talk, params, null, PATIENCE), ChatSink.none());
    assertThat(server.ledger()).hasSize(1);
    ReceivedRequest request = server.ledger().getFirst();
    assertThat(request.bearer()).isEqualTo(KEY);
    JsonNode body = request.body();
    assertThat(body.path("model").asString()).isEqualTo(model());
    assertThat(body.path("stream").asBoolean()).isTrue();
    assertThat(body.path("messages").path(0).path("role").asString()).isEqualTo("system");
    assertThat(body.path("messages").path(1).path("content").asString()).isEqualTo("hi");
    assertParams(body);
  }

  /** Temperature 0.5, at most 77 tokens, seed 42, in the dialect's own names. */
  abstract void assertParams(JsonNode body);

  @Test
  void doesNotTryAgainByItself() throws Exception {
    for (Behaviour failing :
        List.of(
            Behaviour.status(500),
            Behaviour.status(503),
            Behaviour.rateLimit(Duration.ZERO),
            new Behaviour.CutOff(1))) {
      server.next(failing);
      int before = server.ledger().size();
      failureOf(ask("hello"));
      assertThat(server.ledger()).hasSize(before + 1);
    }
  }
}
