package dev.connectedlenses.server.sse;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.server.http.Caller;
import dev.connectedlenses.server.http.Refusal;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Answers {@code GET /v1/runs/{id}/events} and {@code GET /v1/team-runs/{id}/events}. */
public final class RunEventStreams {

  private static final Headers HEADERS =
      Headers.of(
          "Content-Type", "text/event-stream; charset=utf-8",
          "Cache-Control", "no-store",
          "X-Accel-Buffering", "no");

  private final RunEventHub hub;
  private final InstantSource clock;
  private final Map<UUID, Integer> open = new ConcurrentHashMap<>();

  public RunEventStreams(RunEventHub hub, InstantSource clock) {
    this.hub = hub;
    this.clock = clock;
  }

  /** The stream, or why there is none: 400 for a bad resume point, 404, 429. */
  public Response answer(EventLog log, Request request, Caller caller) {
    UUID run = uuid(log, request.variable("id"));
    long after = resumePoint(request);
    Identity identity = new Identity(caller.role(), caller.claims().toString(), caller.userId());
    RunEventStore.Page first = read(identity, log, run, after);
    if (!first.visible()) {
      throw notFound(log);
    }
    if (after > first.newest()) {
      throw badResumePoint("this run has no event " + after + " yet");
    }
    if (request.method().equals("HEAD")) {
      return new Response.Whole(200, HEADERS, new byte[0]);
    }
    enter(caller.userId());
    RunEventStream stream =
        new RunEventStream(
            hub, identity, log, run, () -> caller.expiresAt().isBefore(clock.instant()));
    return new Response.Stream(
        200,
        HEADERS,
        out -> {
          try {
            stream.follow(out, after, first);
          } finally {
            leave(caller.userId());
          }
        });
  }

  private RunEventStore.Page read(Identity identity, EventLog log, UUID run, long after) {
    try {
      return hub.store().after(identity, log, run, after);
    } catch (SQLException e) {
      throw new IllegalStateException("the events of run %s cannot be read".formatted(run), e);
    }
  }

  private static UUID uuid(EventLog log, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw notFound(log);
    }
  }

  private static long resumePoint(Request request) {
    String header = request.headers().first("Last-Event-ID");
    String text = header == null || header.isBlank() ? request.query("after") : header.strip();
    return text == null || text.isEmpty() ? 0 : eventNumber(text);
  }

  private static long eventNumber(String text) {
    try {
      long after = Long.parseLong(text);
      if (after >= 0 && Character.isDigit(text.charAt(0))) {
        return after;
      }
    } catch (NumberFormatException e) {
      // the same answer as for a negative number
    }
    throw badResumePoint("the resume point is not the number of an event");
  }

  private static Refusal badResumePoint(String message) {
    return Refusal.of(
        400,
        "bad_event_id",
        message,
        "send the last id you received, or leave it out to start over");
  }

  private static Refusal notFound(EventLog log) {
    return Refusal.of(
        404, log.word() + "_not_found", "there is no such run, or it is not yours to see", "");
  }

  private void enter(UUID user) {
    int streams = open.merge(user, 1, Integer::sum);
    if (streams > hub.settings().perUser()) {
      leave(user);
      throw Refusal.of(
          429,
          "too_many_streams",
          "at most %d streams are open for one user at once".formatted(hub.settings().perUser()),
          "close one first");
    }
  }

  private void leave(UUID user) {
    open.computeIfPresent(user, (id, n) -> n > 1 ? n - 1 : null);
  }
}
