package dev.connectedlenses.engine.tool;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.outbound.Credential;
import dev.connectedlenses.outbound.HttpMethod;
import dev.connectedlenses.outbound.OutboundClient;
import dev.connectedlenses.outbound.OutboundException;
import dev.connectedlenses.outbound.OutboundLimits;
import dev.connectedlenses.outbound.OutboundRequest;
import dev.connectedlenses.outbound.OutboundResponse;
import dev.connectedlenses.outbound.Secret;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Calls tools that are addresses, through the one client that may leave the process. The class of
 * the tool decides what may be sent: nothing, what changes nothing, or anything that was approved.
 */
public final class HttpRunner implements ToolRunner {
  private static final long MAX_BYTES = 1 << 20;
  private static final int ERROR_BYTES = 500;

  private final OutboundClient writing;
  private final OutboundClient reading;
  private final Vault vault;

  /** Where the credential that a tool names comes from. */
  @FunctionalInterface
  public interface Vault {
    /** The credential of a name that a run may use, or null. */
    @Nullable Secret find(UUID runId, String name);
  }

  public HttpRunner(OutboundClient client, Vault vault) {
    this.writing = client;
    this.reading = client.under(client.policy().onlyReading());
    this.vault = vault;
  }

  @Override
  public Result run(ToolSpec tool, ToolRequest request, Permit permit)
      throws ToolException, InterruptedException {
    OutboundClient client =
        switch (tool.egress()) {
          case NONE ->
              throw new ToolException(
                  ToolException.Kind.DENIED,
                  "the tool \"%s\" is registered as one that goes nowhere; register it as read_only or write"
                      .formatted(tool.key()));
          case READ_ONLY -> reading;
          case WRITE -> writing;
        };
    try (OutboundResponse response = client.send(outbound(tool, request, permit))) {
      return answer(tool, response);
    } catch (OutboundException e) {
      throw new ToolException(meaning(tool, e), e.getMessage() + "");
    }
  }

  private OutboundRequest outbound(ToolSpec tool, ToolRequest request, Permit permit)
      throws ToolException {
    Map<String, String> headers = new HashMap<>(request.headers());
    String idempotency = tool.target().idempotencyHeader();
    if (idempotency != null) {
      headers.put(idempotency, permit.idempotencyKey());
    }
    JsonNode body = request.body();
    if (body != null && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
      headers.put("content-type", "application/json");
    }
    OutboundLimits limits = OutboundLimits.within(permit.timeout()).withBodyBytes(MAX_BYTES);
    try {
      return new OutboundRequest(
          HttpMethod.valueOf(request.method().toUpperCase(Locale.ROOT)),
          request.target(),
          headers,
          body == null ? null : body.isString() ? body.asString() : body.toString(),
          credential(vault, tool, permit),
          limits);
    } catch (IllegalArgumentException e) {
      throw new ToolException(ToolException.Kind.INVALID, e.getMessage() + "");
    }
  }

  /** The credential that a tool names; credentials travel in headers and nowhere else. */
  public static @Nullable Credential credential(Vault vault, ToolSpec tool, Permit permit)
      throws ToolException {
    String name = tool.target().credential();
    if (name == null) {
      return null;
    }
    Secret secret = vault.find(permit.maker().runId(), name);
    if (secret == null) {
      throw new ToolException(
          ToolException.Kind.DENIED,
          "the vault has no credential \"%s\" for this run; store it first".formatted(name));
    }
    JsonNode auth = tool.target().template().path("auth");
    return new Credential(
        auth.path("header").asString("Authorization"),
        auth.path("prefix").asString(auth.has("header") ? "" : "Bearer "),
        secret);
  }

  private static Result answer(ToolSpec tool, OutboundResponse response)
      throws ToolException, OutboundException {
    if (response.status() >= 400) {
      boolean unknown = tool.egress() == ToolSpec.Egress.WRITE && response.status() >= 500;
      throw new ToolException(
          unknown ? ToolException.Kind.UNKNOWN : ToolException.Kind.FAILED,
          "the other side answered %d: %s"
              .formatted(response.status(), response.beginning(ERROR_BYTES)));
    }
    String text = response.text();
    JsonNode json = response.mediaType().endsWith("json") ? read(text) : null;
    JsonNode output =
        json != null ? json : Json.object().put("status", response.status()).put("text", text);
    return new Result(output, true);
  }

  private static @Nullable JsonNode read(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** A write that broke off after it was begun may have taken effect. */
  private static ToolException.Kind meaning(ToolSpec tool, OutboundException e) {
    return switch (e.kind()) {
      case REFUSED -> ToolException.Kind.DENIED;
      case UNKNOWN_HOST, UNREACHABLE, TLS -> ToolException.Kind.FAILED;
      case TIMEOUT, TOO_LARGE, PROTOCOL, BROKEN, INTERRUPTED ->
          tool.egress() == ToolSpec.Egress.WRITE
              ? ToolException.Kind.UNKNOWN
              : ToolException.Kind.FAILED;
    };
  }
}
