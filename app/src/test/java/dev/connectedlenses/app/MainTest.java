package dev.connectedlenses.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the process of a server has before it begins. */
final class MainTest {

  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

  private final String before = System.getProperty(CARRIERS, "");

  @AfterEach
  void asItWas() {
    if (before.isEmpty()) {
      System.clearProperty(CARRIERS);
    } else {
      System.setProperty(CARRIERS, before);
    }
  }

  @Test
  void theServerHasMoreCarriersThanProcessors() {
    System.clearProperty(CARRIERS);
    assertThat(Main.server("serve").getCommandName()).isEqualTo("clens serve");
    assertThat(Integer.getInteger(CARRIERS))
        .isEqualTo(4 * Runtime.getRuntime().availableProcessors());
  }
}
