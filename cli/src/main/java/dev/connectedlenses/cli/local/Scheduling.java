package dev.connectedlenses.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * How Linux shares busy processors out. Each of PostgreSQL's processes begins a session, and the
 * kernel's autogroups, which are there for desktops, give each session as much as the whole server
 * has; outside a control group (a service, a container) the slowest answers then take far longer.
 */
final class Scheduling {
  private static final Pattern OF_PROCESSORS =
      Pattern.compile("0::.*|\\d+:([^:]+,)?cpu(,[^:]+)?:.*");

  private Scheduling() {}

  /**
   * @param proc the folder in which the kernel tells of itself, {@code /proc}
   */
  static Finding look(Path proc) {
    try {
      Path setting = proc.resolve("sys/kernel/sched_autogroup_enabled");
      boolean on = Files.exists(setting) && Files.readString(setting).strip().equals("1");
      return on && inNoGroup(Files.readString(proc.resolve("self/cgroup")))
          ? Finding.doubtful(
              "scheduling",
              "each session of PostgreSQL gets as much of a busy processor as the whole server",
              "run as root: sysctl -w kernel.sched_autogroup_enabled=0")
          : Finding.good("scheduling", "busy processors are shared out by process");
    } catch (IOException e) {
      return Finding.good("scheduling", "the kernel does not tell");
    }
  }

  private static boolean inNoGroup(String groups) {
    return groups
        .lines()
        .filter(line -> OF_PROCESSORS.matcher(line).matches())
        .allMatch(line -> line.endsWith(":/"));
  }
}
