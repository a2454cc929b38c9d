package dev.connectedlenses.server.notices;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of the outbox that this process has in hand.
 *
 * @param id the same at every try
 * @param attempt the number of this try, from 1
 * @param payload what is sent, as it was written
 */
public record Notice(UUID id, UUID target, int attempt, String event, String payload, To to) {

  /** Where it goes: a URL, or a mailbox whose address is null while nobody confirmed it. */
  public sealed interface To {}

  /** A system that takes signed messages. */
  public record Webhook(String url) implements To {}

  /** The mailbox of the account. */
  public record Mailbox(@Nullable String address) implements To {}
}
