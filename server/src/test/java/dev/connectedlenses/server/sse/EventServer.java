package dev.connectedlenses.server.sse;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Handler;
import dev.connectedlenses.server.http.HttpServer;
import dev.connectedlenses.server.http.HttpSettings;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Router;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A server of event streams with its hub; the bearer is the id of the user. */
final class EventServer implements AutoCloseable {
  private final RunEventHub hub;
  private final HttpServer http;

  EventServer(TestDatabase database, InstantSource clock, StreamSettings settings)
      throws Exception {
    this(database, clock, settings, HttpSettings.loopback(0));
  }

  EventServer(
      TestDatabase database, InstantSource clock, StreamSettings settings, HttpSettings door)
      throws Exception {
    hub = RunEventHub.start(database.database(), settings);
    RunEventStreams streams = new RunEventStreams(hub, clock);
    Router router =
        new Router(EventServer::caller)
            .on("GET", "/v1/runs/{id}/events", told(streams, EventLog.RUN))
            .on("GET", "/v1/team-runs/{id}/events", told(streams, EventLog.TEAM_RUN));
    http = HttpServer.start(door, router);
    http.onStopping(hub::endStreams);
  }

  private static Handler told(RunEventStreams streams, EventLog log) {
    return new Handler.User((request, caller) -> streams.answer(log, request, caller));
  }

  private static Caller caller(Request request) {
    String bearer = request.bearer();
    if (bearer == null) {
      throw Refusal.of(401, "no_authorization", "sign in", "");
    }
    ObjectNode claims = JsonMapper.shared().createObjectNode();
    claims.put("sub", bearer).put("role", "authenticated");
    return new Caller(
        UUID.fromString(bearer), "authenticated", claims, Instant.parse("2026-05-01T12:15:00Z"));
  }

  RunEventHub hub() {
    return hub;
  }

  HttpServer http() {
    return http;
  }

  EventReader open(UUID run, UUID who, String query, String... headers) throws Exception {
    return EventReader.open(http.port(), "/v1/runs/" + run, who.toString(), query, headers);
  }

  EventReader openTeamRun(UUID run, UUID who, String query, String... headers) throws Exception {
    return EventReader.open(http.port(), "/v1/team-runs/" + run, who.toString(), query, headers);
  }

  @Override
  public void close() {
    http.close();
    hub.close();
  }
}
