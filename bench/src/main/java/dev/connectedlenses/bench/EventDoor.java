package dev.connectedlenses.bench;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.Notifications;
import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Carriers;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.HttpSettings;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.sse.EventLog;
import dev.connectedlenses.server.sse.RunEventHub;
import dev.connectedlenses.server.sse.RunEventStreams;
import dev.connectedlenses.server.sse.StreamSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A process that streams events of runs as a server does, but believes whoever says who they are,
 * and lets one person have as many streams as they like.
 */
final class EventDoor {
  private static final StreamSettings USUAL = StreamSettings.STANDARD;

  private EventDoor() {}

  /** The process; its argument says how many streams a person may have. */
  public static void main(String[] arguments) throws Exception {
    Carriers.moreThanProcessors();
    StreamSettings settings =
        new StreamSettings(
            USUAL.heartbeat(),
            USUAL.recheck(),
            USUAL.poll(),
            USUAL.gap(),
            Integer.parseInt(arguments[0]));
    try (Database database = Database.open(ServerNode.database(), DatabaseOptions.defaults());
        Notifications hints = Notifications.of(ServerNode.database());
        RunEventHub hub = RunEventHub.start(database, settings)) {
      hints.start();
      RunEventStreams streams = new RunEventStreams(hub, InstantSource.system());
      Router router =
          new Router(EventDoor::caller)
              .on(
                  "GET",
                  "/v1/runs/{id}/events",
                  new Handler.User(
                      (request, caller) -> streams.answer(EventLog.RUN, request, caller)));
      try (Notifications.Subscription _ = hints.listen("clens_events", hub::hint);
          HttpServer http = HttpServer.start(HttpSettings.loopback(0), router)) {
        http.onStopping(hub::endStreams);
        ServerNode.work(http.uri().toString());
      }
    }
  }

  private static Caller caller(Request request) {
    String user = request.bearer();
    if (user == null) {
      throw Refusal.of(401, "no_authorization", "say who you are", "");
    }
    ObjectNode claims = JsonMapper.shared().createObjectNode();
    claims.put("sub", user).put("role", "authenticated");
    return new Caller(
        UUID.fromString(user), "authenticated", claims, Instant.now().plus(Duration.ofHours(1)));
  }
}
