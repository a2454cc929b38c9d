package dev.connectedlenses.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * How Linux shares busy processors out. Each of PostgreSQL's processes begins a session, and the
 * kernel's autogroups, which are there for desktops, give each session as much as the whole server
 * has, unless a control group shares processors out; the slowest answers then take far longer.
 */
final class Scheduling {
  private static final Pattern OLD = Pattern.compile("\\d+:([^:]+,)?cpu(,[^:]+)?:/.+");

  private Scheduling() {}

  /**
   * @param root the folder in which {@code proc} and {@code sys} are
   * @param pid the server
   */
  static Finding look(Path root, long pid) {
    try {
      Path setting = root.resolve("proc/sys/kernel/sched_autogroup_enabled");
      boolean on = Files.exists(setting) && Files.readString(setting).strip().equals("1");
      return on && !isGrouped(root, Files.readString(root.resolve("proc/" + pid + "/cgroup")))
          ? Finding.doubtful(
              "scheduling",
              "each session of PostgreSQL gets as much of a busy processor as the whole server",
              "run as root: sysctl -w kernel.sched_autogroup_enabled=0")
          : Finding.good("scheduling", "busy processors are shared out by process");
    } catch (IOException e) {
      return Finding.good("scheduling", "the kernel does not tell");
    }
  }

  /** A group shares processors out when it has a weight; the root of all groups has none. */
  private static boolean isGrouped(Path root, String groups) {
    Path unified = root.resolve("sys/fs/cgroup");
    return groups
        .lines()
        .anyMatch(line ->
            OLD.matcher(line).matches()
                || (line.startsWith("0::/")
                    && (Files.exists(unified.resolve("cpu.weight"))
                        || Files.exists(
                            unified
                                .resolve(line.substring(4).split("/", 2)[0])
                                .resolve("cpu.weight")))));
  }
}
