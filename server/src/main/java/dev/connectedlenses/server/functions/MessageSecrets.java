package dev.connectedlenses.server.functions;

import dev.connectedlenses.server.hooks.SigningSecrets;

/** The secrets that are made here: of messages that come in, and of those that go out. */
public record MessageSecrets(SigningSecrets webhooks, SigningSecrets targets) {
  /** Brings all of them under the master key that closes now. */
  public void maintain() {
    webhooks.maintain();
    targets.maintain();
  }
}
