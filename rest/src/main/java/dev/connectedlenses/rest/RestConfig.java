package dev.connectedlenses.rest;

import dev.connectedlenses.rest.auth.JwtSettings;

/** Everything the data API can be told: what it serves, to whom, in which form, and how much. */
public record RestConfig(
    DbSettings db,
    JwtSettings jwt,
    HttpSettings http,
    RequestLimits limits,
    Extensions extensions,
    ServerFunctions functions) {

  /** Without a part of the server in any function. */
  public RestConfig(
      DbSettings db,
      JwtSettings jwt,
      HttpSettings http,
      RequestLimits limits,
      Extensions extensions) {
    this(db, jwt, http, limits, extensions, ServerFunctions.NONE);
  }

  /** PostgREST's defaults for these settings of database and tokens: no limits, no extensions. */
  public static RestConfig of(DbSettings db, JwtSettings jwt) {
    return new RestConfig(db, jwt, HttpSettings.DEFAULTS, RequestLimits.UNLIMITED, Extensions.NONE);
  }

  /** The same with other HTTP settings. */
  public RestConfig withHttp(HttpSettings next) {
    return new RestConfig(db, jwt, next, limits, extensions, functions);
  }

  /** The same with other request limits. */
  public RestConfig withLimits(RequestLimits next) {
    return new RestConfig(db, jwt, http, next, extensions, functions);
  }

  /** The same with other extensions. */
  public RestConfig withExtensions(Extensions next) {
    return new RestConfig(db, jwt, http, limits, next, functions);
  }

  /** The same with the server's part in some functions. */
  public RestConfig withFunctions(ServerFunctions next) {
    return new RestConfig(db, jwt, http, limits, extensions, next);
  }
}
