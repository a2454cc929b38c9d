package dev.connectedlenses.outbound;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where requests may go: to public addresses on the listed schemes and ports, and to the exact
 * hosts that an operator granted. A caller that may only read sends no method that changes things.
 */
public record EgressPolicy(
    Set<String> schemes, Set<Integer> ports, List<EgressGrant> grants, boolean readOnly) {

  private static final Pattern LOCAL_NAME =
      Pattern.compile(
          "[^.]+|(?:.*\\.)?(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|"
              + "home\\.arpa|onion|test|invalid|example|alt)");

  public EgressPolicy {
    schemes = Set.copyOf(schemes);
    ports = Set.copyOf(ports);
    grants = List.copyOf(grants);
  }

  /** Public hosts by https on the usual ports, and nothing else. */
  public static EgressPolicy publicOnly() {
    return new EgressPolicy(Set.of("https"), Set.of(443, 8443), List.of(), false);
  }

  public EgressPolicy allowing(EgressGrant grant) {
    List<EgressGrant> more = new ArrayList<>(grants);
    more.add(grant);
    return new EgressPolicy(schemes, ports, more, readOnly);
  }

  public EgressPolicy onlyReading() {
    return new EgressPolicy(schemes, ports, grants, true);
  }

  /** The same rules for public hosts without any grant; what a redirect is judged by. */
  EgressPolicy withoutGrants() {
    return new EgressPolicy(schemes, ports, List.of(), readOnly);
  }

  void checkMethod(HttpMethod method, String host) throws OutboundException {
    if (readOnly && !method.safe()) {
      throw OutboundException.refused(Refusal.METHOD, host);
    }
  }

  /** Judges all that can be judged before the name is resolved. */
  void checkTarget(Target target) throws OutboundException {
    if (grantFor(target) != null) {
      return;
    }
    if (!schemes.contains(target.scheme())) {
      throw OutboundException.refused(Refusal.SCHEME, target.host());
    }
    if (!ports.contains(target.port())) {
      throw OutboundException.refused(Refusal.PORT, target.host());
    }
    if (target.literal() == null && LOCAL_NAME.matcher(target.host()).matches()) {
      throw OutboundException.refused(Refusal.NAME, target.host());
    }
  }

  /** Judges every answer of the resolver; a single bad one refuses them all. */
  void checkAddresses(Target target, List<InetAddress> answers) throws OutboundException {
    EgressGrant grant = grantFor(target);
    for (InetAddress answer : answers) {
      boolean fine = grant == null ? AddressRules.isPublic(answer) : grant.permits(answer);
      if (!fine) {
        throw OutboundException.refused(Refusal.ADDRESS, target.host());
      }
    }
  }

  private @Nullable EgressGrant grantFor(Target target) {
    return grants.stream().filter(grant -> grant.covers(target)).findFirst().orElse(null);
  }
}
