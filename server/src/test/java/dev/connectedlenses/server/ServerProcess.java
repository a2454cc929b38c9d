package dev.connectedlenses.server;

import dev.connectedlenses.server.http.Carriers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A server process beside another server of the same database and data directory. */
final class ServerProcess implements AutoCloseable {
  private static final String READY = "ready at ";

  private final Process process;
  private final URI url;

  private ServerProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** The process itself; its argument is its roles. It ends when its standard input does. */
  public static void main(String[] arguments) throws IOException {
    Carriers.moreThanProcessors();
    ConfigReader reader = new ConfigReader(System.getenv(), Path.of("/nonexistent"), false);
    ConfigReader.Flags flags = new ConfigReader.Flags(null, 0, null, false, arguments[0]);
    try (Serve serve = Serve.start(reader.read(flags), line -> {})) {
      System.out.println(READY + serve.url());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Starts one and waits until it answers. */
  static ServerProcess start(Config config, String roles) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            ServerProcess.class.getName(),
            roles);
    builder.environment().keySet().removeIf(name -> name.startsWith("CLENS_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "CLENS_POSTGRES",
                String.valueOf(config.storage().postgresUrl()),
                "CLENS_DATA_DIR",
                config.storage().dataDirectory().toString()));
    try {
      Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return new ServerProcess(process, URI.create(awaitReady(process)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String awaitReady(Process process) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(READY)) {
        return line.substring(READY.length());
      }
    }
    throw new IOException("the server ended before it was ready");
  }

  URI url() {
    return url;
  }

  /** Ends it as kill -9 does and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
