package dev.connectedlenses.server.web;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files below {@code /web} of the class path. An address that names no file is the
 * page's own affair and gets {@code index.html}, unless it looks like anything but a page.
 */
public final class WebPage {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'";
  private static final Pattern FILE =
      Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,200}){1,8}\\.[a-z0-9]{1,12}");
  // handles may have dots, so profiles are pages although they look like files
  private static final Pattern PAGE =
      Pattern.compile(
          "(/[A-Za-z0-9_~-]{1,200}){0,12}/?"
              + "|/lenser/(?!\\.*(/|$))[A-Za-z0-9._]{4,24}(/ag/[a-z-]{1,40})?/?");
  private static final Set<String> OTHERS =
      Set.of("rest", "auth", "v1", "health", "assets", "mcp", "metrics");
  private static final String INDEX = "/index.html";

  private final ClassLoader files;
  private final boolean secure;
  private final Map<String, Asset> read = new ConcurrentHashMap<>();

  /**
   * @param files the class loader whose {@code /web} is served
   * @param secure whether browsers reach the server by https only
   */
  public WebPage(ClassLoader files, boolean secure) {
    this.files = files;
    this.secure = secure;
  }

  /** The file or page at the address of the request. */
  public Response answer(Request request) {
    String path = request.path();
    Asset file = FILE.matcher(path).matches() ? asset(path) : null;
    if (file != null) {
      return serve(request, file, path.startsWith("/assets/"));
    }
    Asset index = isPage(path) ? asset(INDEX) : null;
    if (index != null) {
      return serve(request, index, false);
    }
    return Response.error(404, "not_found", "there is nothing at this address", "");
  }

  private static boolean isPage(String path) {
    String[] segments = path.split("/", 3);
    String first = segments.length > 1 ? segments[1].toLowerCase(Locale.ROOT) : "";
    return PAGE.matcher(path).matches() && !OTHERS.contains(first);
  }

  private @Nullable Asset asset(String path) {
    Asset known = read.get(path);
    return known == null ? open(path) : known;
  }

  private @Nullable Asset open(String path) {
    try (InputStream in = files.getResourceAsStream("web" + path)) {
      if (in == null) {
        return null;
      }
      Asset asset = Asset.of(path, in.readAllBytes());
      read.put(path, asset);
      return asset;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Response serve(Request request, Asset asset, boolean forever) {
    Headers headers =
        Headers.of(
            "Content-Type", asset.type(),
            "ETag", asset.tag(),
            "Cache-Control", forever ? "public, max-age=31536000, immutable" : "no-cache",
            "Vary", "Accept-Encoding",
            "Content-Security-Policy", POLICY,
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (secure) {
      headers = headers.plus("Strict-Transport-Security", "max-age=31536000");
    }
    if (asset.tag().equals(request.headers().first("If-None-Match"))) {
      return new Response.Whole(304, headers, new byte[0]);
    }
    byte[] gzip = asset.gzip();
    String accepted = request.headers().first("Accept-Encoding");
    if (gzip != null && accepted != null && accepted.contains("gzip")) {
      return new Response.Whole(200, headers.plus("Content-Encoding", "gzip"), gzip);
    }
    return new Response.Whole(200, headers, asset.plain());
  }
}
