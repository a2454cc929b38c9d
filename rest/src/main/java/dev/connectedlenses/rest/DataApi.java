package dev.connectedlenses.rest;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.schemacache.CatalogStatement;
import dev.connectedlenses.rest.schemacache.SchemaCacheReader;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chain of stages: who asks, what for, by which plan, with which answer. */
final class DataApi implements RestService {

  private static final Logger LOG = LoggerFactory.getLogger(DataApi.class);

  private final Database database;
  private final SettingsSource source;
  private final LongSupplier nanos;
  private final LongAdder readings = new LongAdder();
  private final LongAdder failedReadings = new LongAdder();
  private final Recovery recovery;
  private volatile @Nullable Generation now;
  private volatile byte @Nullable [] catalogs;

  DataApi(Database database, SettingsSource source, LongSupplier nanos) {
    this.database = database;
    this.source = source;
    this.nanos = nanos;
    this.recovery = new Recovery(database::knock, this::reads);
  }

  private static byte[] catalogs(Generation of) {
    DbSettings db = of.config().db();
    return of.executor().catalogs(CatalogStatement.of(db.schemas(), db.extraSearchPath()));
  }

  @Override
  public void reload() {
    if (reads()) {
      return;
    }
    if (now == null) {
      recovery.misses();
    } else {
      recovery.doubt();
    }
  }

  private synchronized boolean reads() {
    try {
      Generation next = Generation.of(database, recovery, source.read(database), now);
      byte[] told = catalogs(next);
      now = next.with(SchemaCacheReader.read(told));
      catalogs = told;
      readings.increment();
      recovery.found();
      return true;
    } catch (IllegalStateException | IllegalArgumentException e) {
      failedReadings.increment();
      LOG.warn("settings or catalogs could not be read; the old ones stay", e);
      return false;
    }
  }

  @Override
  public boolean ready() {
    return now != null && !recovery.isAway();
  }

  @Override
  public RestResponse handle(RestRequest request) {
    Generation generation = now;
    if (generation == null) {
      return NotLoaded.answer(recovery.seconds());
    }
    RestResponse preflight = generation.cors().preflight(request);
    return preflight != null
        ? preflight
        : generation.cors().expose(request, answered(generation, request));
  }

  private RestResponse answered(Generation generation, RestRequest request) {
    HttpSettings http = generation.config().http();
    Timing timing = new Timing(nanos, http.serverTiming());
    RestResponse response = varying(unmarked(generation, request, timing));
    if (http.serverTiming()) {
      response = response.with("Server-Timing", timing.header());
    }
    if (http.server() != null) {
      response = response.with("Server", http.server());
    }
    String name = http.traceHeader();
    String trace = name == null ? null : request.headers().first(name);
    return trace == null ? response : response.with(Objects.requireNonNull(name), trace);
  }

  @Override
  public RestResponse batch(RestRequest request) {
    Generation generation = now;
    if (generation == null) {
      return NotLoaded.answer(recovery.seconds());
    }
    return generation.cors().expose(request, new BatchRun(generation).answer(request));
  }

  private static RestResponse unmarked(Generation generation, RestRequest request, Timing timing) {
    RestResponse response;
    try {
      response = chain(generation, request, timing);
    } catch (RestException e) {
      response = generation.told(e.error());
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", request.method(), request.path(), e);
      response = generation.told(ApiError.of(Code.PGRSTX00, "Internal error"));
    }
    return request.method().equals("HEAD") ? headless(response) : response;
  }

  /** What belongs to a refusal but its body; answers come without one already. */
  private static RestResponse headless(RestResponse response) {
    byte[] body = response.body();
    return body.length == 0
        ? response
        : new RestResponse(response.status(), response.headers(), new byte[0], response.tooMuch())
            .with("Content-Length", Integer.toString(body.length));
  }

  /** Caches between here and the client must not mix up forms of an answer. */
  private static RestResponse varying(RestResponse response) {
    return response.header("Vary") == null
        ? response.with("Vary", "Accept, Prefer, Range")
        : response;
  }

  private static RestResponse chain(Generation generation, RestRequest raw, Timing timing) {
    Generation.Asking asking = generation.asking(raw);
    timing.done("jwt");
    return new Chain(generation, raw, asking, timing).answer();
  }

  @Override
  public boolean onlyReads(String function) {
    Generation generation = now;
    return generation != null && generation.catalogs().onlyReads(function);
  }

  @Override
  public RestState state() {
    Generation generation = now;
    long good = readings.sum();
    long bad = failedReadings.sum();
    if (generation == null) {
      return new RestState(0, 0, 0, good, bad);
    }
    Door door = generation.door();
    return new RestState(door.inside(), door.waiting(), door.turnedAway(), good, bad);
  }

  @Override
  public byte @Nullable [] catalogs() {
    return catalogs;
  }

  @Override
  public void doubt() {
    recovery.doubt();
  }

  @Override
  public void whenLost(Runnable action) {
    recovery.whenLost(action);
  }

  @Override
  public void close() {
    recovery.close();
    now = null;
  }
}
