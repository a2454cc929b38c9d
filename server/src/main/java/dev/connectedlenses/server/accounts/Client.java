package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.http.Request;
import org.jspecify.annotations.Nullable;

/** From where an account request comes. */
record Client(String address, @Nullable String userAgent) {

  static Client of(Request request) {
    return new Client(request.remote(), request.headers().first("User-Agent"));
  }
}
