package dev.connectedlenses.server.accounts;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where browsers find this server, and the other sites that a sign-in may lead back to. */
public final class Site {

  private final AtomicReference<@Nullable URI> url;
  private final List<String> redirects;

  /**
   * @param url null until the server listens
   * @param redirects addresses; a final {@code *} stands for any rest
   */
  public Site(@Nullable URI url, List<String> redirects) {
    this.url = new AtomicReference<>(url);
    this.redirects = List.copyOf(redirects);
  }

  /** The server listens here; an address that was configured stays. */
  public void listensAt(URI address) {
    url.compareAndSet(null, address);
  }

  /** Where people find the server. */
  public URI url() {
    return Objects.requireNonNull(url.get(), "asked for its address before the server listens");
  }

  /** The page of this server that spends a one-time token. */
  String signIn(String token) {
    return url().resolve("/sign-in?token=" + encode(token)).toString();
  }

  /** An address below the account door. */
  String auth(String rest) {
    return url().resolve("/auth/v1/" + rest).toString();
  }

  /**
   * Where to lead back to: what was asked for when it is this server or on the list, else this
   * server's own page.
   */
  String back(@Nullable String asked) {
    return asked != null && allows(asked) ? asked : url().toString();
  }

  /** Whether a page of this server is meant, which knows how to sign in by itself. */
  boolean isOwn(String address) {
    try {
      URI asked = URI.create(address);
      URI own = url();
      return own.getScheme().equals(asked.getScheme())
          && own.getAuthority().equals(asked.getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean allows(String asked) {
    return asked.length() <= 2000 && plain(asked) && (isOwn(asked) || listed(asked));
  }

  private boolean listed(String asked) {
    return redirects.stream()
        .anyMatch(form ->
            form.endsWith("*")
                ? asked.startsWith(form.substring(0, form.length() - 1))
                : asked.equals(form));
  }

  /** No blanks, no backslash, nobody's name before the host: what browsers read differently. */
  private static boolean plain(String asked) {
    try {
      URI address = URI.create(asked);
      return address.isAbsolute() && address.getUserInfo() == null && asked.indexOf('\\') < 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The address with more parameters. */
  static String withQuery(String address, String query) {
    int hash = address.indexOf('#');
    String main = hash < 0 ? address : address.substring(0, hash);
    return main + (main.contains("?") ? "&" : "?") + query;
  }
}
