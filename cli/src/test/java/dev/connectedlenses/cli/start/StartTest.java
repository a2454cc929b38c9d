package dev.connectedlenses.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the launcher prepares after a build. */
final class StartTest {
  @TempDir Path folder;

  @Test
  void everyCommandOfTheDaySucceeds() throws IOException {
    assertThat(Rehearsal.play()).hasSizeGreaterThan(10).containsOnly(0);
  }

  @Test
  void oldClassesAreWrittenAgainAndDoTheSame()
      throws IOException, URISyntaxException, ReflectiveOperationException {
    Path picocli =
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path modern = folder.resolve("modern.jar");
    assertThat(ModernJar.write(picocli, modern)).isGreaterThan(100);
    assertThat(oldest(modern)).isGreaterThanOrEqualTo(51);
    assertThat(names(modern)).isEqualTo(names(picocli));
    assertThat(parsed(modern)).isEqualTo(parsed(picocli)).contains("-h, --help");
    assertThat(ModernJar.write(modern, folder.resolve("again.jar"))).isZero();
  }

  /** The help of a command, made by the library in that jar. */
  private static String parsed(Path jar) throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> spec = loader.loadClass("picocli.CommandLine$Model$CommandSpec");
      Class<?> line = loader.loadClass("picocli.CommandLine");
      Object command = spec.getMethod("create").invoke(null);
      spec.getMethod("mixinStandardHelpOptions", boolean.class).invoke(command, true);
      Object shown = line.getConstructor(Object.class).newInstance(command);
      return (String) line.getMethod("getUsageMessage").invoke(shown);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private static int oldest(Path jar) throws IOException {
    int oldest = Integer.MAX_VALUE;
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        try (DataInputStream in = new DataInputStream(file.getInputStream(entry))) {
          in.skipBytes(6);
          oldest = Math.min(oldest, in.readUnsignedShort());
        }
      }
    }
    return oldest;
  }

  private static List<String> names(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).filter(n -> n.endsWith(".class")).toList();
    }
  }
}
