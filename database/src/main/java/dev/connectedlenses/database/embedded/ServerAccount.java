package dev.connectedlenses.database.embedded;

import dev.connectedlenses.database.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operating-system user that the server runs as: ourselves, or an unprivileged one when we are
 * root, because PostgreSQL refuses root.
 */
record ServerAccount(String name, boolean foreign, List<String> prefix) {

  private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");
  private static final Duration QUICK = Duration.ofSeconds(10);

  /** Root keeps the account that owns the data already, and else takes an unprivileged one. */
  static ServerAccount detect(Path dataDirectory) {
    if (!isRoot()) {
      return new ServerAccount(System.getProperty("user.name", "?"), false, List.of());
    }
    for (String candidate : candidates(dataDirectory)) {
      List<String> prefix = prefix(candidate);
      if (prefix != null) {
        return new ServerAccount(candidate, true, prefix);
      }
    }
    throw new StartRefusedException(
        "PostgreSQL does not run as root and no way to run it as \"postgres\" or \"nobody\" works"
            + " here (tried setpriv, runuser, su); start as an ordinary user or give --postgres URL");
  }

  private static List<String> candidates(Path dataDirectory) {
    try {
      String owner = Files.getOwner(dataDirectory).getName();
      return owner.equals("root") ? UNPRIVILEGED : List.of(owner, "postgres", "nobody");
    } catch (IOException e) {
      return UNPRIVILEGED;
    }
  }

  static boolean isRoot() {
    Path self = Path.of("/proc/self");
    try {
      if (Files.exists(self)) {
        return Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
      }
    } catch (IOException | UnsupportedOperationException e) {
      return "root".equals(System.getProperty("user.name"));
    }
    return "root".equals(System.getProperty("user.name"));
  }

  private static @Nullable List<String> prefix(String account) {
    Path here = Path.of("/");
    if (!Command.run(List.of("id", "-u", account), here, QUICK).ok()) {
      return null;
    }
    for (List<String> words : ways(account)) {
      List<String> probe = new ArrayList<>(words);
      probe.add("true");
      if (Command.run(probe, here, QUICK).ok()) {
        return words;
      }
    }
    return null;
  }

  /** The ways that this machine has to become an account, the best first. */
  static List<List<String>> ways(String account) {
    return Stream.of(setpriv(account), runuser(account), su(account))
        .filter(words -> !words.isEmpty())
        .toList();
  }

  private static List<String> setpriv(String account) {
    Path setpriv = Command.find("setpriv");
    if (setpriv == null) {
      return List.of();
    }
    String group = Command.run(List.of("id", "-g", account), Path.of("/"), QUICK).lastLine();
    return List.of(
        setpriv.toString(), "--reuid", account, "--regid", group, "--clear-groups", "--");
  }

  private static List<String> runuser(String account) {
    Path runuser = Command.find("runuser");
    return runuser == null ? List.of() : List.of(runuser.toString(), "-u", account, "--");
  }

  /** The login shell of such accounts is often {@code nologin}, so the shell is named. */
  private static List<String> su(String account) {
    Path su = Command.find("su");
    return su == null
        ? List.of()
        : List.of(su.toString(), "-s", "/bin/sh", account, "-c", "exec \"$0\" \"$@\"", "--");
  }

  /** The words that run a program as this account. */
  List<String> command(List<String> words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(words);
    return List.copyOf(all);
  }

  /** Gives a file or folder to this account; does nothing when the account is ourselves. */
  void own(Path path, boolean withAllInIt) throws IOException {
    if (!foreign) {
      return;
    }
    UserPrincipal owner =
        path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
    try (Stream<Path> paths = Files.walk(path, withAllInIt ? Integer.MAX_VALUE : 0)) {
      for (Path each : (Iterable<Path>) paths::iterator) {
        Files.setAttribute(each, "posix:owner", owner, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /** Takes over a folder with all in it that belongs to somebody else. */
  void adopt(Path folder) throws IOException {
    if (foreign && !Files.getOwner(folder).getName().equals(name)) {
      own(folder, true);
    }
  }

  /** Refuses a folder that this account cannot reach, naming the ancestor that stops it. */
  void requireReach(Path folder) {
    if (!foreign
        || Command.run(command(List.of("test", "-x", folder.toString())), Path.of("/"), QUICK)
            .ok()) {
      return;
    }
    throw new StartRefusedException(
        "PostgreSQL does not run as root, so it runs as \"%s\", which cannot enter %s; give a"
                .formatted(name, barrier(folder))
            + " --data-dir that it can reach, such as /var/lib/connectedlenses");
  }

  private static Path barrier(Path folder) {
    for (int i = 1; i <= folder.getNameCount(); i++) {
      Path ancestor = folder.getRoot().resolve(folder.subpath(0, i));
      if (!ancestor.equals(folder) && !isOpen(ancestor)) {
        return ancestor;
      }
    }
    return folder;
  }

  /** Whether everybody may pass through a folder. */
  private static boolean isOpen(Path folder) {
    try {
      return Files.readAttributes(folder, PosixFileAttributes.class)
          .permissions()
          .contains(PosixFilePermission.OTHERS_EXECUTE);
    } catch (IOException e) {
      return false;
    }
  }
}
