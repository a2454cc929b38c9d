package dev.connectedlenses.database.embedded;

import dev.connectedlenses.database.StartRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** An application of its own that runs a server until its input ends, or until it is killed. */
final class EmbeddedApp implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private final String firstLine;

  private EmbeddedApp(Process process) throws IOException {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.firstLine = String.valueOf(output.readLine());
  }

  static EmbeddedApp start(Path dataDirectory) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> words =
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedApp.class.getName(),
            dataDirectory.toString());
    return new EmbeddedApp(
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The number of the server, or the line with which it was refused. */
  String firstLine() {
    return firstLine;
  }

  long pid() {
    return process.pid();
  }

  ProcessHandle server() {
    return ProcessHandle.of(Long.parseLong(firstLine)).orElseThrow();
  }

  /** As kill -9 does it: no code of the application runs any more. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
    output.close();
  }

  public static void main(String[] arguments) throws IOException {
    EmbeddedOptions options =
        EmbeddedOptions.in(Path.of(arguments[0])).withBinariesIn(Folders.programs());
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
      System.out.println(postgres.pid());
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (StartRefusedException e) {
      System.out.println(e.getMessage());
    }
  }
}
