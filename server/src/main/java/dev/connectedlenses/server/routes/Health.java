package dev.connectedlenses.server.routes;

import dev.connectedlenses.server.http.Response;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Whether the server can do its work; nothing more is told. */
public final class Health {

  private final BooleanSupplier ready;

  public Health(BooleanSupplier ready) {
    this.ready = ready;
  }

  /** 200 when the database answers, else 503. */
  public Response answer() {
    boolean up = ready.getAsBoolean();
    Response response =
        Response.json(
            up ? 200 : 503,
            JsonMapper.shared()
                .createObjectNode()
                .put("status", up ? "ok" : "unavailable")
                .put("name", "ConnectedLenses"));
    return up ? response : response.with("Retry-After", "1");
  }
}
