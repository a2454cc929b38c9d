package dev.connectedlenses.database;

import java.util.Objects;

/**
 * Hints between processes on one database that something may have happened.
 *
 * <p>A hint carries nothing and may be lost: whoever waits for one polls as well. Hints are sent
 * outside every transaction of ours, because a NOTIFY inside a committing transaction costs several
 * times its throughput, and at most one per channel goes out in {@link HintSender#GAP}.
 *
 * <p>Two connections serve it, one that sends and one that listens. Lost ones come back by
 * themselves; after such a gap every listener is called once, for it may have missed a hint.
 */
public final class Notifications implements AutoCloseable {

  private final HintSender sender;
  private final HintListener listener;

  private Notifications(HintSender sender, HintListener listener) {
    this.sender = sender;
    this.listener = listener;
  }

  /**
   * Prepares hints for one database; nothing is connected before {@link #start}.
   *
   * @param admin the administrator's address, from which the engine's password is derived
   */
  public static Notifications of(ServerUrl admin) {
    return entering(RolePasswords.enter(admin, RolePasswords.ENGINE));
  }

  /** Prepares hints for a database that is entered as the address says. */
  public static Notifications entering(ServerUrl login) {
    return new Notifications(new HintSender(login), new HintListener(login));
  }

  /** Begins to send and listen. Twice is fine, also after a stop. */
  public void start() {
    sender.start();
    listener.start();
  }

  /** What to do, quickly, each time the listening connection is lost or cannot be made. */
  public void whenLost(Runnable action) {
    listener.whenLost(action);
  }

  /** Ends both; hints given meanwhile are dropped. Twice is fine. */
  public void stop() {
    sender.stop();
    listener.stop();
  }

  /** Says that something may have happened; returns at once and never fails. */
  public void hint(String channel) {
    sender.hint(requireName(channel));
  }

  /**
   * Calls a listener, on the one listening thread, after hints on a channel. Many hints may become
   * one call. The listener must be quick; what it throws is logged.
   */
  public Subscription listen(String channel, Runnable listener) {
    return this.listener.add(requireName(channel), Objects.requireNonNull(listener));
  }

  private static String requireName(String channel) {
    if (!channel.matches("[a-z_][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("\"" + channel + "\" is no name of a channel");
    }
    return channel;
  }

  @Override
  public void close() {
    stop();
  }

  /** A listener that can be taken off again. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    /** Ends the calls; one may still be under way. Twice is fine. */
    @Override
    void close();
  }
}
