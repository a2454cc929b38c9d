package dev.connectedlenses.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the HTTP side of the data API: optional features and headers.
 *
 * @param server what the header {@code Server} says; null for none
 */
public record HttpSettings(
    boolean planEnabled,
    boolean aggregatesEnabled,
    boolean serverTiming,
    OpenApiMode openApi,
    boolean openApiSecurity,
    @Nullable String openApiServerUri,
    List<String> corsOrigins,
    @Nullable String traceHeader,
    Verbosity verbosity,
    @Nullable String server) {

  /** How much refusals tell: all, or code and message only. */
  public enum Verbosity {
    VERBOSE,
    MINIMAL
  }

  /** Which objects the root document describes. */
  public enum OpenApiMode {
    FOLLOW_PRIVILEGES,
    IGNORE_PRIVILEGES,
    DISABLED
  }

  /** PostgREST's defaults: no plans, no aggregates, every origin. */
  public static final HttpSettings DEFAULTS =
      new HttpSettings(
          false,
          false,
          false,
          OpenApiMode.FOLLOW_PRIVILEGES,
          false,
          null,
          List.of(),
          null,
          Verbosity.VERBOSE,
          null);

  public HttpSettings {
    corsOrigins = List.copyOf(corsOrigins);
  }

  /** The same with query plans and aggregates switched. */
  public HttpSettings withPlansAndAggregates(boolean plans, boolean aggregates) {
    return new HttpSettings(
        plans,
        aggregates,
        serverTiming,
        openApi,
        openApiSecurity,
        openApiServerUri,
        corsOrigins,
        traceHeader,
        verbosity,
        server);
  }

  /** The same for pages of these origins only. */
  public HttpSettings withCorsOrigins(List<String> origins) {
    return new HttpSettings(
        planEnabled,
        aggregatesEnabled,
        serverTiming,
        openApi,
        openApiSecurity,
        openApiServerUri,
        origins,
        traceHeader,
        verbosity,
        server);
  }

  /** The same with another answer to who serves, and other refusals. */
  public HttpSettings with(Verbosity refusals, @Nullable String name) {
    return new HttpSettings(
        planEnabled,
        aggregatesEnabled,
        serverTiming,
        openApi,
        openApiSecurity,
        openApiServerUri,
        corsOrigins,
        traceHeader,
        refusals,
        name);
  }
}
