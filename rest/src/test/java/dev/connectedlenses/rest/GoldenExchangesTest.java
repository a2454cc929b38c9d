package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Replays every recorded exchange with PostgREST 14.17. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GoldenExchangesTest {

  private final Fixture fixture = Fixture.conformance();

  @AfterAll
  void close() {
    fixture.close();
  }

  @TestFactory
  Stream<DynamicTest> everyExchangeAgrees() {
    return Exchange.all().stream()
        .map(exchange ->
            DynamicTest.dynamicTest(
                exchange.id(),
                () ->
                    assertThat(exchange.differences(fixture.service().handle(exchange.toRequest())))
                        .as("%s", exchange.request())
                        .isEmpty()));
  }
}
