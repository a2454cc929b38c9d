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
  @TempDir private Path root;

  private void put(String file, String text) throws Exception {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
  }

  private Finding look(String setting, String groups) throws Exception {
    put("proc/sys/kernel/sched_autogroup_enabled", setting);
    put("proc/7/cgroup", groups.replace('|', '\n'));
    return Scheduling.look(root, 7);
  }

  @ParameterizedTest
  @CsvSource({
    "1,0::/,doubtful",
    "0,0::/,good",
    "1,0::/system.slice/clens.service,good",
    "1,0::/user.slice/session-1.scope,doubtful",
    "1,'4:memory:/user.slice|3:cpu,cpuacct:/|0::/',doubtful",
    "1,'3:cpu,cpuacct:/docker/abc|1:cpuset:/',good"
  })
  void onlyAServerOutsideAGroupThatSharesProcessorsOutIsConcerned(
      String setting, String groups, String state) throws Exception {
    put("sys/fs/cgroup/system.slice/cpu.weight", "100");
    assertThat(look(setting, groups).state()).hasToString(state);
  }

  /** A container sees its own group as the root, but as one with a weight. */
  @Test
  void aContainerIsAGroup() throws Exception {
    put("sys/fs/cgroup/cpu.weight", "100");
    assertThat(look("1", "0::/").state()).isEqualTo(Finding.State.good);
  }

  @Test
  void theRemedyIsACommand() throws Exception {
    assertThat(look("1", "0::/").remedy()).endsWith("kernel.sched_autogroup_enabled=0");
  }

  @Test
  void whereNothingIsToldNothingIsWrong() {
    assertThat(Scheduling.look(root.resolve("none"), 7).state()).isEqualTo(Finding.State.good);
  }
}
