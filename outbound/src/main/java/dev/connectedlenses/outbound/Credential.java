package dev.connectedlenses.outbound;

/**
 * A secret and the header that carries it. It is bound to the origin of the request it is given
 * with: a redirect to another scheme, host or port goes without it.
 */
public record Credential(String header, String prefix, Secret secret) {

  public static Credential bearer(Secret secret) {
    return new Credential("Authorization", "Bearer ", secret);
  }
}
