package dev.connectedlenses.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.rest.Headers;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose word on the client's address is believed. */
class ForwardedTest {

  private static final Set<String> PROXIES = Set.of("10.0.0.1", "10.0.0.2");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.1|203.0.113.7|203.0.113.7",
        "10.0.0.1|198.51.100.9, 203.0.113.7|203.0.113.7",
        "10.0.0.1|203.0.113.7, 10.0.0.2|203.0.113.7",
        "10.0.0.1|10.0.0.2|10.0.0.2",
        "10.0.0.1|<script>, 203.0.113.7|203.0.113.7",
        "10.0.0.1|nonsense|10.0.0.1",
        "203.0.113.7|198.51.100.9|203.0.113.7"
      })
  void theNearestAddressThatIsNoProxyCounts(String peer, String header, String client) {
    assertThat(Forwarded.client(peer, Headers.of("X-Forwarded-For", header), PROXIES))
        .isEqualTo(client);
  }

  @Test
  void withoutProxiesTheHeaderIsNothing() {
    Headers headers = Headers.of("X-Forwarded-For", "198.51.100.9");
    assertThat(Forwarded.client("203.0.113.7", headers, Set.of())).isEqualTo("203.0.113.7");
    assertThat(Forwarded.client("10.0.0.1", Headers.NONE, PROXIES)).isEqualTo("10.0.0.1");
  }
}
