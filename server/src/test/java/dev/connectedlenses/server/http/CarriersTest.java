package dev.connectedlenses.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Processes of their own, for the number is read when the first virtual thread is made. */
final class CarriersTest {

  private static final int MORE = Runtime.getRuntime().availableProcessors() + 1;

  /** As many virtual threads as the argument says, which meet without giving up their carriers. */
  public static void main(String[] arguments) throws InterruptedException {
    Carriers.moreThanProcessors();
    int count = Integer.parseInt(arguments[0]);
    CountDownLatch met = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      Thread.startVirtualThread(() -> {
        met.countDown();
        while (met.getCount() > 0) {
          Thread.onSpinWait();
        }
      });
    }
    met.await();
    System.out.print(
        "all have met on " + System.getProperty("jdk.virtualThreadScheduler.parallelism"));
  }

  private static String said(String... flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(CarriersTest.class.getName(), Integer.toString(MORE)));
    Process process = new ProcessBuilder(command).start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it has ended").isTrue();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void oneThatIsBusyForEachProcessorKeepsNobodyFromRunning() throws Exception {
    assertThat(said()).isEqualTo("all have met on " + 4 * (MORE - 1));
  }

  @Test
  void whoAsksForAnotherNumberHasIt() throws Exception {
    assertThat(said("-Djdk.virtualThreadScheduler.parallelism=" + MORE))
        .isEqualTo("all have met on " + MORE);
  }
}
