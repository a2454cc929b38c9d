package dev.connectedlenses.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.testkit.LoopbackServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way known to us of naming a place that is not public, against sentinels on loopback. */
final class SsrfVectorsTest {
  private static final LoopbackServer SENTINEL = LoopbackServer.sentinel("127.0.0.2", "::1");
  private static final OutboundLimits LIMITS = OutboundLimits.within(Duration.ofSeconds(2));
  private static final EgressPolicy OPEN =
      new EgressPolicy(Set.of("http", "https"), Set.of(SENTINEL.port()), List.of(), false);

  private final List<EgressEvent> events = new CopyOnWriteArrayList<>();

  record Vector(Refusal refusal, String url) {}

  @ParameterizedTest
  @MethodSource("vectors")
  void isRefusedBeforeAnyConnection(Vector vector) {
    OutboundClient client = new OutboundClient(OPEN, events::add, host -> loopback());
    OutboundException refused =
        catchThrowableOfType(
            OutboundException.class, () -> client.send(OutboundRequest.get(vector.url(), LIMITS)));
    assertThat(refused.kind()).isEqualTo(OutboundException.Kind.REFUSED);
    assertThat(refused.refusal()).isEqualTo(vector.refusal());
    assertThat(events).hasSize(1).allMatch(EgressEvent.Refused.class::isInstance);
  }

  @Test
  void thereAreEnoughVectors() {
    assertThat(vectors().count()).isGreaterThanOrEqualTo(300);
  }

  @ParameterizedTest
  @MethodSource("specialAddresses")
  void aNameThatResolvesThereIsRefusedToo(InetAddress address) throws Exception {
    InetAddress fine = InetAddress.ofLiteral("8.8.8.8");
    OutboundClient client = new OutboundClient(OPEN, events::add, host -> List.of(fine, address));
    OutboundRequest request =
        OutboundRequest.get("http://rebind.example.org:" + SENTINEL.port() + "/", LIMITS);
    OutboundException refused =
        catchThrowableOfType(OutboundException.class, () -> client.send(request));
    assertThat(refused.refusal()).isEqualTo(Refusal.ADDRESS);
    assertThat(events).hasSize(1).allMatch(EgressEvent.Refused.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("publicAddresses")
  void publicAddressesPass(String text) throws Exception {
    assertThat(AddressRules.isPublic(InetAddress.ofLiteral(text))).isTrue();
  }

  @AfterAll
  static void nobodyCalled() {
    assertThat(SENTINEL.connections()).isZero();
    SENTINEL.close();
  }

  static Stream<Vector> vectors() {
    return lines()
        .map(line -> {
          int bar = line.indexOf('|');
          String url = line.substring(bar + 1).stripLeading();
          return new Vector(
              Refusal.valueOf(line.substring(0, bar).strip().toUpperCase(Locale.ROOT)),
              url.replace("{port}", Integer.toString(SENTINEL.port())));
        });
  }

  static Stream<InetAddress> specialAddresses() {
    return vectors()
        .filter(vector -> vector.refusal() == Refusal.ADDRESS)
        .map(vector -> vector.url().replaceAll("(?i)^http://(\\[[^]]*]|[^:/]*).*", "$1"))
        .map(SsrfVectorsTest::address)
        .filter(address -> !AddressRules.isPublic(address));
  }

  static Stream<String> publicAddresses() {
    return Stream.of(
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "169.255.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.0.1.1",
        "192.167.255.255",
        "192.169.0.1",
        "198.17.255.255",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2001:4860:4860::8888",
        "2003::1",
        "2a00:1450::1",
        "3ffe::1");
  }

  private static List<InetAddress> loopback() {
    return List.of(address("127.0.0.1"));
  }

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text.replaceAll("[\\[\\]]", ""));
  }

  private static Stream<String> lines() {
    try (InputStream in = SsrfVectorsTest.class.getResourceAsStream("/ssrf-vectors.txt")) {
      String text =
          new String(Objects.requireNonNull(in, "vectors").readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
