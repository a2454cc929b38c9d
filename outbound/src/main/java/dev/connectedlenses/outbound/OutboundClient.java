package dev.connectedlenses.outbound;

import dev.connectedlenses.outbound.OutboundException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests that the policy lets out. In this order: read the URL strictly, judge scheme, port
 * and name, resolve the name once, judge every answer, dial a judged address; and the same again
 * for each redirect, where grants do not count. No proxy, no cookies, no cache, no second try.
 */
public final class OutboundClient {
  private final EgressPolicy policy;
  private final EgressObserver observer;
  private final Lookup lookup;
  private final SSLSocketFactory tls;

  public OutboundClient(EgressPolicy policy, EgressObserver observer) {
    this(policy, observer, HostResolver.system());
  }

  public OutboundClient(EgressPolicy policy, EgressObserver observer, HostResolver resolver) {
    this(policy, observer, resolver, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  OutboundClient(
      EgressPolicy policy, EgressObserver observer, HostResolver resolver, SSLSocketFactory tls) {
    this(policy, observer, new Lookup(resolver), tls);
  }

  private OutboundClient(
      EgressPolicy policy, EgressObserver observer, Lookup lookup, SSLSocketFactory tls) {
    this.policy = policy;
    this.observer = observer;
    this.lookup = lookup;
    this.tls = tls;
  }

  /** The same client under another policy. */
  public OutboundClient under(EgressPolicy other) {
    return new OutboundClient(other, observer, lookup, tls);
  }

  public EgressPolicy policy() {
    return policy;
  }

  /**
   * Sends the request and returns as soon as the head of the final response is there. Whatever its
   * status: an answer is not an error here. Interrupting the calling thread hangs up.
   */
  public OutboundResponse send(OutboundRequest request)
      throws OutboundException, InterruptedException {
    try {
      Target first = judged(request.method(), () -> permitted(request));
      Hop hop = new Hop(request, first, policy, request.credential());
      Deadline deadline = Deadline.after(request.limits().total(), first.host());
      for (int redirects = 0; ; redirects++) {
        Exchange exchange = exchange(hop, deadline);
        String location = exchange.head().redirect();
        if (location == null) {
          return exchange.response();
        }
        exchange.response().close();
        hop = redirected(hop, first, location, redirects);
      }
    } catch (OutboundException e) {
      if (e.kind() == Kind.INTERRUPTED) {
        Thread.interrupted();
        throw new InterruptedException(e.getMessage());
      }
      throw e;
    }
  }

  private Target permitted(OutboundRequest request) throws OutboundException {
    Target target = Target.parse(request.url());
    policy.checkMethod(request.method(), target.host());
    return target;
  }

  /** One request on its way: where to, by which rules, and whether it still carries the secret. */
  private record Hop(
      OutboundRequest request,
      Target target,
      EgressPolicy rules,
      @Nullable Credential credential) {}

  private record Exchange(ResponseHead head, OutboundResponse response) {}

  private Hop redirected(Hop hop, Target first, String location, int redirects)
      throws OutboundException {
    OutboundRequest request = hop.request();
    return judged(
        request.method(),
        () -> {
          if (redirects >= request.limits().redirects() || request.body() != null) {
            throw OutboundException.refused(Refusal.REDIRECT, hop.target().host());
          }
          Target next = hop.target().resolve(location);
          if (hop.target().secure() && !next.secure()) {
            throw OutboundException.refused(Refusal.DOWNGRADE, next.host());
          }
          boolean home = next.sameOrigin(first);
          EgressPolicy rules = home ? policy : policy.withoutGrants();
          rules.checkTarget(next);
          return new Hop(request, next, rules, home ? request.credential() : null);
        });
  }

  private Exchange exchange(Hop hop, Deadline deadline)
      throws OutboundException, InterruptedException {
    OutboundRequest request = hop.request();
    Target target = hop.target();
    long start = System.nanoTime();
    List<InetAddress> addresses =
        judged(
            request.method(),
            () -> {
              hop.rules().checkTarget(target);
              return lookup.resolve(target, hop.rules(), deadline, request.limits());
            });
    byte[] onTheWire = RequestWriter.bytes(request, target, hop.credential());
    Wire wire = Wire.open(target, addresses, deadline, request.limits(), tls);
    observer.on(
        new EgressEvent.Connected(request.method(), target.host(), target.port(), wire.peer()));
    Ledger ledger = new Ledger(request.method(), target.host(), start);
    try {
      ResponseHead head = talk(onTheWire, wire, deadline, request.limits());
      BodyStream body =
          new BodyStream(
              head.body(wire.in(), request.method(), request.limits()),
              wire,
              deadline,
              request.limits(),
              (bytes, failure) -> observer.on(ledger.ended(head.status(), bytes, failure)));
      return new Exchange(head, new OutboundResponse(head, body));
    } catch (IOException e) {
      wire.close();
      OutboundException why = deadline.explain(e, Kind.BROKEN, "to answer");
      observer.on(ledger.ended(0, 0, why.kind()));
      throw why;
    }
  }

  private static ResponseHead talk(
      byte[] request, Wire wire, Deadline deadline, OutboundLimits limits) throws IOException {
    IOException unsent = null;
    try {
      wire.out().write(request);
      wire.out().flush();
    } catch (IOException e) {
      // a peer may refuse a long body early and say so before it hangs up
      unsent = e;
    }
    try {
      wire.patience(limits.firstByte());
      wire.in().mark(1);
      if (wire.in().read() >= 0) {
        wire.in().reset();
      }
      wire.patience(limits.idle());
      return ResponseHead.read(wire.in(), limits);
    } catch (IOException e) {
      throw unsent == null ? e : deadline.explain(unsent, Kind.BROKEN, "to take the request");
    }
  }

  private record Ledger(HttpMethod method, String host, long start) {
    EgressEvent ended(int status, long bytes, @Nullable Kind failure) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new EgressEvent.Ended(method, host, status, bytes, took, failure);
    }
  }

  /** A judgement of the policy. */
  @FunctionalInterface
  private interface Judgement<T> {
    T pass() throws OutboundException;
  }

  private <T> T judged(HttpMethod method, Judgement<T> judgement) throws OutboundException {
    try {
      return judgement.pass();
    } catch (OutboundException e) {
      Refusal refusal = e.refusal();
      if (refusal != null) {
        observer.on(new EgressEvent.Refused(method, e.host(), refusal));
      }
      throw e;
    }
  }
}
