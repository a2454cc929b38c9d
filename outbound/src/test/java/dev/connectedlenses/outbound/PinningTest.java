package dev.connectedlenses.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.testkit.LoopbackServer;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Names that answer one thing when asked and another when dialled, and redirects into the house.
 */
final class PinningTest {
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

  @Test
  void theAddressThatWasJudgedIsTheOneThatIsDialled() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    InetAddress allowed = InetAddress.ofLiteral("127.0.0.2");
    InetAddress forbidden = InetAddress.ofLiteral("127.0.0.1");
    try (LoopbackServer sentinel = LoopbackServer.sentinel();
        LoopbackServer server = Loopback.answering(ANSWER).alsoAt("127.0.0.2")) {
      EgressPolicy policy =
          EgressPolicy.publicOnly()
              .allowing(new EgressGrant("rebind.example.org", server.port(), allowed));
      OutboundClient client =
          new OutboundClient(
              policy,
              EgressObserver.none(),
              host -> List.of(asked.getAndIncrement() == 0 ? allowed : forbidden));
      String url = "http://rebind.example.org:" + server.port() + "/";
      assertThat(client.send(OutboundRequest.get(url, Loopback.LIMITS)).text()).isEqualTo("fine");
      assertThat(asked).hasValue(1);

      OutboundException refused =
          catchThrowableOfType(
              OutboundException.class,
              () -> client.send(OutboundRequest.get(url, Loopback.LIMITS)));
      assertThat(refused.refusal()).isEqualTo(Refusal.ADDRESS);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(sentinel.connections()).isZero();
    }
  }

  @Test
  void aGrantIsForOneHostAndPort() throws Exception {
    try (LoopbackServer granted = LoopbackServer.sentinel("127.0.0.2");
        LoopbackServer other = LoopbackServer.sentinel()) {
      OutboundClient client = Loopback.clientOf(granted);
      for (String url :
          List.of(
              other.url("/"),
              "http://127.0.0.2:" + granted.port() + "/",
              "http://localhost:" + granted.port() + "/",
              "http://[::ffff:127.0.0.1]:" + granted.port() + "/",
              "http://127.1:" + granted.port() + "/")) {
        OutboundException refused =
            catchThrowableOfType(
                OutboundException.class,
                () -> client.send(OutboundRequest.get(url, Loopback.LIMITS)));
        assertThat(refused.kind()).as(url).isEqualTo(OutboundException.Kind.REFUSED);
      }
      assertThat(granted.connections() + other.connections()).isZero();
    }
  }

  @Test
  void aGrantedNameMayNotPointToMetadataServices() throws Exception {
    InetAddress metadata = InetAddress.ofLiteral("169.254.169.254");
    EgressGrant grant = EgressGrant.of(URI.create("http://llm.internal:8000/v1"));
    OutboundClient client =
        new OutboundClient(
            EgressPolicy.publicOnly().allowing(grant),
            EgressObserver.none(),
            host -> List.of(metadata));
    OutboundException refused =
        catchThrowableOfType(
            OutboundException.class,
            () -> client.send(OutboundRequest.get("http://llm.internal:8000/", Loopback.LIMITS)));
    assertThat(refused.refusal()).isEqualTo(Refusal.ADDRESS);
  }

  @Test
  void redirectsIntoTheHouseAreRefusedEvenToGrantedPlaces() throws Exception {
    try (LoopbackServer ollama = LoopbackServer.sentinel();
        LoopbackServer tool = Loopback.answering(redirect(ollama.url("/api/tags")))) {
      EgressPolicy both =
          Loopback.policyOf(tool).allowing(EgressGrant.of(URI.create(ollama.url("/"))));
      OutboundException refused = refusalOf(tool, both);
      assertThat(refused.kind()).isEqualTo(OutboundException.Kind.REFUSED);
      assertThat(ollama.connections()).isZero();
    }
  }

  @Test
  void redirectsAreFollowedAtHomeThreeTimes() throws Exception {
    AtomicInteger left = new AtomicInteger(3);
    try (LoopbackServer server =
        LoopbackServer.start((in, out) -> {
          LoopbackServer.readRequest(in);
          Loopback.send(out, left.getAndDecrement() > 0 ? redirect("/next") : ANSWER);
        })) {
      assertThat(Loopback.clientOf(server).send(Loopback.get(server)).text()).isEqualTo("fine");
      left.set(4);
      assertThat(refusalOf(server, Loopback.policyOf(server)).refusal())
          .isEqualTo(Refusal.REDIRECT);
    }
  }

  @Test
  void aRedirectedPostIsNotRepeated() throws Exception {
    try (LoopbackServer server = Loopback.answering(redirect("/elsewhere"))) {
      OutboundRequest post = OutboundRequest.postJson(server.url("/"), "{}", Loopback.LIMITS);
      OutboundException refused =
          catchThrowableOfType(OutboundException.class, () -> Loopback.clientOf(server).send(post));
      assertThat(refused.refusal()).isEqualTo(Refusal.REDIRECT);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static String redirect(String to) {
    return "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n";
  }

  private static OutboundException refusalOf(LoopbackServer server, EgressPolicy policy) {
    OutboundClient client = Loopback.clientOf(server).under(policy);
    return catchThrowableOfType(
        OutboundException.class, () -> client.send(Loopback.get(server)).text());
  }
}
