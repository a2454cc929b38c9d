package dev.connectedlenses.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.outbound.OutboundException.Kind;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names become judged addresses in time, and whatever ends an exchange is told for what it was. */
final class LookupTest {
  private static final EgressPolicy PUBLIC = EgressPolicy.publicOnly();
  private static final OutboundLimits PATIENT = OutboundLimits.within(Duration.ofMinutes(1));

  private static List<InetAddress> resolve(HostResolver resolver, String url)
      throws OutboundException {
    Deadline deadline = Deadline.after(Duration.ofMinutes(1), "x");
    return new Lookup(resolver).resolve(Target.parse(url), PUBLIC, deadline, PATIENT);
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  @Test
  void everyAnswerIsGivenWhenAllArePublic() throws OutboundException {
    List<InetAddress> answers = List.of(address("93.184.216.34"), address("2606:2800:220::1"));
    assertThat(resolve(host -> answers, "https://example.com/")).isEqualTo(answers);
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "fd00::1"})
  void oneAnswerInsideRefusesThemAll(String inside) {
    HostResolver resolver = host -> List.of(address("93.184.216.34"), address(inside));
    assertThatThrownBy(() -> resolve(resolver, "https://example.com/"))
        .isInstanceOfSatisfying(
            OutboundException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
  }

  @Test
  void anAddressIsNotLookedUp() throws OutboundException {
    AtomicInteger asked = new AtomicInteger();
    HostResolver resolver =
        host -> {
          asked.incrementAndGet();
          return List.of();
        };
    assertThat(resolve(resolver, "https://93.184.216.34/"))
        .isEqualTo(List.of(address("93.184.216.34")));
    assertThat(asked).hasValue(0);
  }

  @Test
  void aNameThatNobodyKnowsIsToldByName() {
    HostResolver unknown =
        host -> {
          throw new UnknownHostException(host);
        };
    for (HostResolver resolver : List.of(unknown, (HostResolver) host -> List.of())) {
      assertThatThrownBy(() -> resolve(resolver, "https://no.example.com/"))
          .isInstanceOfSatisfying(
              OutboundException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_HOST))
          .hasMessageContaining("\"no.example.com\"");
    }
  }

  @Test
  void aResolverThatDoesNotAnswerIsLeftBehind() {
    CountDownLatch never = new CountDownLatch(1);
    HostResolver stuck =
        host -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        };
    Deadline deadline = Deadline.after(Duration.ofMillis(50), "slow.example.com");
    assertThatThrownBy(() ->
            new Lookup(stuck)
                .resolve(Target.parse("https://slow.example.com/"), PUBLIC, deadline, PATIENT))
        .isInstanceOfSatisfying(
            OutboundException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT));
    never.countDown();
  }

  @Test
  void whatEndedAnExchangeIsToldForWhatItWas() {
    Deadline open = Deadline.after(Duration.ofMinutes(1), "host");
    Deadline over = Deadline.after(Duration.ZERO, "host");
    OutboundException known = new OutboundException(Kind.TOO_LARGE, "too large");
    assertThat(open.explain(known, Kind.BROKEN, "to answer")).isSameAs(known);
    assertThat(open.explain(new SocketTimeoutException(), Kind.BROKEN, "to answer"))
        .hasMessage("\"host\" was too slow to answer")
        .extracting(OutboundException::kind)
        .isEqualTo(Kind.TIMEOUT);
    assertThat(over.explain(new java.io.IOException("reset"), Kind.BROKEN, "to answer").kind())
        .as("our clock closed it")
        .isEqualTo(Kind.TIMEOUT);
    assertThat(open.explain(new SSLException("no"), Kind.UNREACHABLE, "to connect").kind())
        .isEqualTo(Kind.TLS);
    assertThat(open.explain(new SSLException("no"), Kind.BROKEN, "to answer").kind())
        .isEqualTo(Kind.BROKEN);
    assertThat(open.explain(new java.io.IOException("reset"), Kind.BROKEN, "to answer"))
        .hasMessage("\"host\" failed to answer");
  }

  @Test
  void aTimeoutNeverOutlastsTheDeadlineAndIsNeverForEver() throws OutboundException {
    Deadline open = Deadline.after(Duration.ofMinutes(1), "host");
    assertThat(open.timeout(Duration.ofSeconds(5))).isEqualTo(5_000);
    assertThat(open.timeout(Duration.ofHours(5))).isBetween(1, 60_000);
    assertThat(open.timeout(Duration.ZERO)).as("0 would mean for ever").isEqualTo(1);
    Deadline over = Deadline.after(Duration.ZERO, "host");
    assertThat(over.passed()).isTrue();
    assertThat(over.left()).isZero();
    assertThatThrownBy(() -> over.timeout(Duration.ofSeconds(5)))
        .isInstanceOf(OutboundException.class)
        .hasMessageContaining("too slow");
  }
}
