package dev.connectedlenses.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL read strictly: only forms that every reader reads the same way. {@code literal} is set if
 * the host is an address; {@code path} holds path and query as they go on the wire.
 */
record Target(String scheme, String host, int port, String path, @Nullable InetAddress literal) {
  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>[^/?#]*)"
              + "(?<path>(?:/[!-~&&[^?#\\\\\"<>^`{|}]]*)?)(?<query>(?:\\?[!-~&&[^#\\\\\"<>^`{|}]]*)?)(?:#.*)?");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+)(?::(?<port>[1-9][0-9]{0,4}))?");
  private static final Pattern LABELS =
      Pattern.compile(
          "(?!.{254})(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern DOTTED_QUAD = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
  private static final int MAX_LENGTH = 8192;

  static Target parse(String url) throws OutboundException {
    Matcher parts = URL.matcher(url);
    if (url.length() > MAX_LENGTH || !parts.matches()) {
      throw OutboundException.refused(Refusal.FORM, "?");
    }
    String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw OutboundException.refused(Refusal.SCHEME, scheme + ":");
    }
    String authority = parts.group("authority");
    if (authority.contains("@")) {
      throw OutboundException.refused(
          Refusal.USERINFO, authority.substring(authority.lastIndexOf('@') + 1));
    }
    Matcher hostAndPort = AUTHORITY.matcher(authority);
    if (!hostAndPort.matches()) {
      throw OutboundException.refused(Refusal.FORM, shown(authority));
    }
    String path = parts.group("path").isEmpty() ? "/" : parts.group("path");
    String host = hostAndPort.group("host").toLowerCase(Locale.ROOT);
    int port = port(hostAndPort.group("port"), scheme, host);
    return new Target(scheme, host, port, path + parts.group("query"), literal(host));
  }

  /** Reads a Location header against this target. */
  Target resolve(String location) throws OutboundException {
    try {
      return parse(new URI(toString()).resolve(new URI(location)).toString());
    } catch (URISyntaxException e) {
      throw OutboundException.refused(Refusal.FORM, host);
    }
  }

  boolean secure() {
    return scheme.equals("https");
  }

  boolean sameOrigin(Target other) {
    return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
  }

  /** The value of the Host header. */
  String authority() {
    return port == defaultPort(scheme) ? host : host + ":" + port;
  }

  @Override
  public String toString() {
    return scheme + "://" + authority() + path;
  }

  private static int port(@Nullable String digits, String scheme, String host)
      throws OutboundException {
    int port = digits == null ? defaultPort(scheme) : Integer.parseInt(digits);
    if (port > 65535) {
      throw OutboundException.refused(Refusal.PORT, host);
    }
    return port;
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private static @Nullable InetAddress literal(String host) throws OutboundException {
    boolean bracketed = host.startsWith("[");
    if (!bracketed && !LABELS.matcher(host).matches()) {
      throw OutboundException.refused(Refusal.FORM, host);
    }
    boolean quad = DOTTED_QUAD.matcher(host).matches();
    if (!bracketed && !quad) {
      if (ENDS_IN_NUMBER.matcher(host).matches()) {
        throw OutboundException.refused(Refusal.FORM, host);
      }
      return null;
    }
    try {
      InetAddress address =
          bracketed
              ? Inet6Address.ofLiteral(host.substring(1, host.length() - 1))
              : Inet4Address.ofLiteral(host);
      // an IPv4 address in IPv6 dress comes back undressed
      if (bracketed && address.getAddress().length == 4) {
        throw OutboundException.refused(Refusal.ADDRESS, host);
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw OutboundException.refused(Refusal.FORM, host);
    }
  }

  private static String shown(String authority) {
    return authority.replaceAll("[^ -~]", "?");
  }
}
