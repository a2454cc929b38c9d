package dev.connectedlenses.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the kernel's autogroups are worth a word. */
final class SchedulingTest {
  @TempDir private Path proc;

  private Finding look(String setting, String groups) throws Exception {
    Files.createDirectories(proc.resolve("sys/kernel"));
    Files.createDirectories(proc.resolve("self"));
    Files.writeString(proc.resolve("sys/kernel/sched_autogroup_enabled"), setting + "\n");
    Files.writeString(proc.resolve("self/cgroup"), groups.replace('|', '\n') + "\n");
    return Scheduling.look(proc);
  }

  @ParameterizedTest
  @CsvSource({
    "1,0::/,doubtful",
    "0,0::/,good",
    "1,0::/system.slice/clens.service,good",
    "1,'4:memory:/user.slice|3:cpu,cpuacct:/|0::/',doubtful",
    "1,'3:cpu,cpuacct:/docker/abc|1:cpuset:/',good"
  })
  void onlyAServerOutsideAControlGroupIsConcerned(String setting, String groups, String state)
      throws Exception {
    assertThat(look(setting, groups).state()).hasToString(state);
  }

  @Test
  void theRemedyIsACommand() throws Exception {
    assertThat(look("1", "0::/").remedy()).endsWith("kernel.sched_autogroup_enabled=0");
  }

  @Test
  void whereNothingIsToldNothingIsWrong() {
    assertThat(Scheduling.look(proc.resolve("none")).state()).isEqualTo(Finding.State.good);
  }
}
