package dev.connectedlenses.server.sse;

import dev.connectedlenses.database.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader of one run. It holds at most one page: the next is read when the last is written, so a
 * slow reader costs nobody anything. Every read asks for the rights again.
 */
final class RunEventStream {

  private static final Logger LOG = LoggerFactory.getLogger(RunEventStream.class);
  private static final String HEARTBEAT = "event: heartbeat\ndata: {\"type\":\"heartbeat\"}\n\n";
  private static final String COME_BACK = "retry: 1000\n\n";

  private final RunEventHub hub;
  private final Identity identity;
  private final EventLog log;
  private final UUID run;
  private final BooleanSupplier expired;

  RunEventStream(
      RunEventHub hub, Identity identity, EventLog log, UUID run, BooleanSupplier expired) {
    this.hub = hub;
    this.identity = identity;
    this.log = log;
    this.run = run;
    this.expired = expired;
  }

  /** Writes events after this one until the run's last, the end of the rights, or the stop. */
  void follow(OutputStream out, long after, RunEventStore.Page first) throws IOException {
    RunWatch watch = hub.watch(run, first.newest());
    try {
      write(out, ": run " + run + "\n\n");
      copy(out, after, first, watch);
    } catch (SQLException e) {
      LOG.warn("the events of run {} cannot be read, ending a stream: {}", run, e.toString());
      write(out, COME_BACK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      hub.unwatch(run, watch);
    }
  }

  private void copy(OutputStream out, long after, RunEventStore.Page first, RunWatch watch)
      throws IOException, SQLException, InterruptedException {
    long seen = after;
    long spoke = System.nanoTime();
    RunEventStore.Page page = first;
    while (page.visible() && !expired.getAsBoolean()) {
      if (!page.events().isEmpty()) {
        write(out, print(page));
        spoke = System.nanoTime();
        seen = page.events().getLast().id();
      }
      if (page.events().stream().anyMatch(RunEventStore.StoredEvent::endsTheRun)
          || (page.runEnded() && seen >= page.newest())) {
        return;
      }
      if (watch.stopping()) {
        write(out, COME_BACK);
        return;
      }
      long silence = hub.settings().heartbeat().toNanos() - (System.nanoTime() - spoke);
      if (silence <= 0) {
        write(out, HEARTBEAT);
        spoke = System.nanoTime();
        silence = hub.settings().heartbeat().toNanos();
      }
      watch.await(seen, Math.min(hub.settings().recheck().toNanos(), silence));
      page = hub.store().after(identity, log, run, seen);
    }
  }

  private static String print(RunEventStore.Page page) {
    StringBuilder text = new StringBuilder();
    for (RunEventStore.StoredEvent event : page.events()) {
      text.append("id: ").append(event.id()).append('\n');
      text.append("event: ").append(event.type()).append('\n');
      text.append("data: ").append(event.envelope()).append("\n\n");
    }
    return text.toString();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
