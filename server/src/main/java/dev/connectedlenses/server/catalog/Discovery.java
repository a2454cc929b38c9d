package dev.connectedlenses.server.catalog;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for model servers beside the start, which never waits for them. */
public final class Discovery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

  private final ModelList lists;
  private final CatalogStore catalog;
  private final Thread thread;

  private Discovery(OutboundClient client, ServerUrl admin, List<ModelServer> servers) {
    this.lists = new ModelList(client);
    this.catalog = new CatalogStore(admin);
    this.thread = Thread.ofVirtual().name("discovery").unstarted(() -> servers.forEach(this::look));
  }

  /** Begins to look at each of these servers, one after the other. */
  public static Discovery start(OutboundClient client, ServerUrl admin, List<ModelServer> servers) {
    Discovery discovery = new Discovery(client, admin, List.copyOf(servers));
    discovery.thread.start();
    return discovery;
  }

  /** Waits until every server has been looked at. */
  void join() throws InterruptedException {
    thread.join();
  }

  private void look(ModelServer server) {
    try {
      List<String> models = lists.of(server);
      int entered = catalog.register(server, models);
      LOG.info(
          "{} at {} lists {} models, {} new",
          server.key(),
          server.baseUrl(),
          models.size(),
          entered);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (OutboundException | SQLException | IllegalStateException e) {
      LOG.info("{} at {} is not there: {}", server.key(), server.baseUrl(), e.getMessage());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
