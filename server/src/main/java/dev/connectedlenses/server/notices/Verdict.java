package dev.connectedlenses.server.notices;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a try. */
public sealed interface Verdict {

  /** The other side took the message. */
  record Delivered() implements Verdict {}

  /**
   * It did not, or nobody knows.
   *
   * @param error one line for the target's owner
   * @param asked how long the other side asks to be left alone
   */
  record Failed(String error, @Nullable Duration asked) implements Verdict {}

  /** It will never take this or any other message. */
  record Gone(String error) implements Verdict {}
}
