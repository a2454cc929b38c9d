package dev.connectedlenses.outbound;

import dev.connectedlenses.outbound.OutboundException.Kind;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves names in time. The system's resolver cannot be stopped, so it works on a thread of its
 * own that is left behind when it is too slow; a cap keeps those from piling up.
 */
final class Lookup {
  private static final int AT_ONCE = 64;

  private final HostResolver resolver;
  private final Semaphore places = new Semaphore(AT_ONCE);

  Lookup(HostResolver resolver) {
    this.resolver = resolver;
  }

  /** The addresses of the target, all of them judged. */
  List<InetAddress> resolve(
      Target target, EgressPolicy rules, Deadline deadline, OutboundLimits limits)
      throws OutboundException {
    InetAddress literal = target.literal();
    List<InetAddress> answers =
        literal != null ? List.of(literal) : ask(target.host(), deadline.timeout(limits.connect()));
    if (answers.isEmpty()) {
      throw unknown(target.host());
    }
    rules.checkAddresses(target, answers);
    return answers;
  }

  private List<InetAddress> ask(String host, int millis) throws OutboundException {
    try {
      if (!places.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        throw tooSlow(host);
      }
      FutureTask<List<InetAddress>> answer =
          new FutureTask<>(() -> {
            try {
              return resolver.resolve(host);
            } finally {
              places.release();
            }
          });
      Thread.ofVirtual().name("outbound-lookup").start(answer);
      return answer.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unknown(host);
    } catch (TimeoutException e) {
      throw tooSlow(host);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutboundException(Kind.INTERRUPTED, "lookup of \"" + host + "\" was interrupted");
    }
  }

  private static OutboundException unknown(String host) {
    return new OutboundException(
        Kind.UNKNOWN_HOST, "host \"" + host + "\" is not known; check the spelling of the URL");
  }

  private static OutboundException tooSlow(String host) {
    return new OutboundException(
        Kind.TIMEOUT, "the name \"" + host + "\" was not resolved in time");
  }
}
