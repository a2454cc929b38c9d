package dev.connectedlenses.app;

import dev.connectedlenses.server.Config;
import dev.connectedlenses.server.Serve;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code clens up} and {@code clens serve}: the whole server in this process, until a signal stops
 * it. {@code serve} is for service managers: no browser, no sign-in link.
 */
@Command(
    description =
        "Start the server: database, engine, API and web page. Ctrl-C stops it; the data stays.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  private final boolean interactive;
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  @Mixin private ServerOptions options = new ServerOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port; 0 takes a free one. Default: 8080.")
  @Nullable Integer port;

  @Option(names = "--no-open", description = "Do not open the browser.")
  boolean noOpen;

  UpCommand(boolean interactive) {
    this.interactive = interactive;
  }

  @Override
  public Integer call() throws InterruptedException {
    Config config = options.read(port);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::onSignal));
    try (Serve server = Serve.start(config, Banner::progress);
        LocalFile _ = LocalFile.write(server)) {
      Banner.print(server, interactive, config.storage().ephemeral());
      if (ServerOptions.isRoot()) {
        Banner.warnOfRoot(config.storage().postgresUrl() == null);
      }
      if (interactive && !noOpen) {
        Browser.open(server.signInLink());
      }
      stopAsked.await();
      Banner.progress("stopping");
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  /** The process ends when this returns, so it waits for the orderly stop. */
  private void onSignal() {
    stopAsked.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
