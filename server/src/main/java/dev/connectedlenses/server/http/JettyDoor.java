package dev.connectedlenses.server.http;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.Headers.Header;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates between Jetty and our requests and responses, and keeps the size limits. */
final class JettyDoor extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(JettyDoor.class);
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final byte[] NO_BODY = {};
  private static final String FORWARDED = "X-Forwarded-For";

  private final HttpSettings settings;
  private final Router router;
  private final Traffic traffic;
  private final OverLimits overLimits;

  JettyDoor(HttpSettings settings, Router router, Traffic traffic, OverLimits overLimits) {
    this.settings = settings;
    this.router = router;
    this.traffic = traffic;
    this.overLimits = overLimits;
  }

  @Override
  public boolean handle(
      org.eclipse.jetty.server.Request jetty,
      org.eclipse.jetty.server.Response out,
      Callback callback)
      throws Exception {
    String given = jetty.getHeaders().get("X-Request-Id");
    boolean usable = given != null && REQUEST_ID.matcher(given).matches();
    String id = given != null && usable ? given : freshId();
    Response response = answer(jetty, id);
    AccessLog.write(jetty, id, response.status());
    traffic.count(response.status(), System.nanoTime() - jetty.getBeginNanoTime());
    boolean kept = response.tooMuch() && overLimits.keep(client(jetty));
    out.setStatus(response.status());
    out.getHeaders().put("X-Request-Id", id);
    out.getHeaders().put("X-Content-Type-Options", "nosniff");
    for (Header header : response.headers().all()) {
      out.getHeaders().add(header.name(), Paths.toWire(header.value()));
    }
    // Jetty ends a connection on which a body was left; a client that is not told would use it
    // again. Who was kept gets no answers to what it has sent ahead
    if (!jetty.consumeAvailable() || kept) {
      out.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    send(jetty, out, response, callback);
    return true;
  }

  /** Of random bits that cost nothing: an identifier, and no secret. */
  private static String freshId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
    return new UUID(high, low).toString();
  }

  private String client(org.eclipse.jetty.server.Request jetty) {
    List<Header> hops =
        jetty.getHeaders().getValuesList(FORWARDED).stream()
            .map(value -> new Header(FORWARDED, value))
            .toList();
    String peer = org.eclipse.jetty.server.Request.getRemoteAddr(jetty);
    return Forwarded.client(peer, new Headers(hops), settings.proxies());
  }

  private Response answer(org.eclipse.jetty.server.Request jetty, String id) {
    try {
      return router.answer(read(jetty, id));
    } catch (Refusal refusal) {
      return refusal.response();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Response.error(503, "stopping", "the server is stopping", "try again shortly");
    } catch (Exception e) {
      LOG.atError().setCause(e).addKeyValue("request", id).log("a request failed inside");
      return Response.error(500, "internal", "the server failed; see its log for " + id, "");
    }
  }

  private Request read(org.eclipse.jetty.server.Request jetty, String id) throws Exception {
    HttpURI uri = jetty.getHttpURI();
    List<Header> headers = new ArrayList<>();
    int size = 0;
    for (HttpField field : jetty.getHeaders()) {
      String value = field.getValue() == null ? "" : field.getValue();
      size += field.getName().length() + value.length() + 4;
      headers.add(new Header(field.getName(), Paths.fromWire(value)));
    }
    HttpSettings.Limits limits = settings.limits();
    refuseIf(length(uri) > limits.target(), 414, "uri_too_long", limits.target());
    refuseIf(size > limits.headers(), 431, "headers_too_large", limits.headers());
    checkHost(uri);
    Headers all = new Headers(headers);
    String peer = org.eclipse.jetty.server.Request.getRemoteAddr(jetty);
    return new Request(
        id,
        jetty.getMethod(),
        path(uri),
        uri.getQuery() == null ? null : Paths.fromWire(uri.getQuery()),
        all,
        Inflation.plain(body(jetty, limits), all.first("Content-Encoding"), limits.body()),
        Forwarded.client(peer, all, settings.proxies()),
        Map.of());
  }

  private static int length(HttpURI uri) {
    String target = uri.getPathQuery();
    return target == null ? 0 : target.length();
  }

  private static String path(HttpURI uri) {
    String raw = uri.getPath() == null ? "/" : Paths.fromWire(uri.getPath());
    if (raw.toLowerCase(Locale.ROOT).contains("%2f")) {
      throw Refusal.of(404, "not_found", "there is nothing at this address", "");
    }
    return Paths.decode(raw);
  }

  /** A page of a foreign host name that resolves to this machine must not reach the server. */
  private void checkHost(HttpURI uri) {
    String host = uri.getHost();
    if (!settings.hosts().isEmpty()
        && (host == null || !settings.hosts().contains(host.toLowerCase(Locale.ROOT)))) {
      throw Refusal.of(
          421,
          "unknown_host",
          "the server does not answer to this host name",
          "use one of %s, or add the name to CLENS_HOSTS".formatted(settings.hosts()));
    }
  }

  private static byte[] body(org.eclipse.jetty.server.Request jetty, HttpSettings.Limits limits)
      throws InterruptedException {
    if (jetty.getLength() > limits.body()) {
      Leftover.of(jetty, limits.body()).drain();
      throw tooLarge(413, "body_too_large", limits.body());
    }
    if (jetty.getLength() == 0) {
      return NO_BODY;
    }
    try {
      CompletableFuture<byte[]> body = new CompletableFuture<>();
      Content.Source.asByteArrayAsync(jetty, limits.body(), Promise.Invocable.toPromise(body));
      return body.get(limits.bodyTime().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      jetty.fail(e);
      throw Refusal.of(408, "body_timeout", "the body did not arrive in time", "");
    } catch (ExecutionException e) {
      refuseIf(e.getCause() instanceof IllegalStateException, 413, "body_too_large", limits.body());
      throw Refusal.of(400, "bad_body", "the body could not be read", "");
    }
  }

  private static void refuseIf(boolean over, int status, String code, int limit) {
    if (over) {
      throw tooLarge(status, code, limit);
    }
  }

  private static Refusal tooLarge(int status, String code, int limit) {
    String message = code.replace('_', ' ') + ": at most " + limit + " bytes are taken";
    return Refusal.overLimit(status, code, message, "");
  }

  private static void send(
      org.eclipse.jetty.server.Request jetty,
      org.eclipse.jetty.server.Response out,
      Response response,
      Callback callback) {
    switch (response) {
      case Response.Whole whole -> {
        boolean head = jetty.getMethod().equals("HEAD");
        if (head && whole.body().length > 0) {
          out.getHeaders().put(HttpHeader.CONTENT_LENGTH, whole.body().length);
        }
        out.write(true, ByteBuffer.wrap(head ? NO_BODY : whole.body()), callback);
      }
      case Response.Stream stream -> {
        try (OutputStream sink = Content.Sink.asOutputStream(out)) {
          if (!jetty.getMethod().equals("HEAD")) {
            stream.body().writeTo(sink);
          }
        } catch (Exception e) {
          callback.failed(e);
          return;
        }
        callback.succeeded();
      }
    }
  }

  /** What Jetty refuses before it becomes a request, in our form and without its details. */
  static boolean answerProtocolError(
      org.eclipse.jetty.server.Request jetty,
      org.eclipse.jetty.server.Response out,
      Callback callback) {
    String code =
        switch (out.getStatus()) {
          case 414 -> "uri_too_long";
          case 431 -> "headers_too_large";
          case 503 -> "stopping";
          default -> "bad_request";
        };
    if (out.getStatus() > 500 && out.getStatus() != 503) {
      // a version or a coding that is not spoken here is the client's choice
      out.setStatus(400);
    }
    Response.Whole error =
        Response.error(out.getStatus(), code, "the request was refused: " + code, "");
    @Nullable String type = error.headers().first("Content-Type");
    out.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    out.write(true, ByteBuffer.wrap(error.body()), callback);
    return true;
  }
}
