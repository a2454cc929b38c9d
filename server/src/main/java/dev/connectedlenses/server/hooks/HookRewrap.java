package dev.connectedlenses.server.hooks;

import dev.connectedlenses.server.vault.KeyRing;
import dev.connectedlenses.server.vault.Sealed;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings webhook secrets under the master key that closes now, while they are in use. */
record HookRewrap(HookTable table, KeyRing ring) {
  private static final Logger LOG = LoggerFactory.getLogger(HookRewrap.class);
  private static final int AT_ONCE = 200;

  /** Where a secret that is wrapped anew is put; false when another took its place meanwhile. */
  @FunctionalInterface
  private interface Place {
    boolean put(UUID trigger, Sealed before, Sealed after);
  }

  /** Returns how many were wrapped anew; those that no key here opens stay as they are. */
  int all() {
    int done = 0;
    List<StoredHook> some = table.sealedByOthers(ring.sealer(), null, AT_ONCE);
    while (!some.isEmpty()) {
      for (StoredHook hook : some) {
        done += rewrap(hook.newest(), hook, table::rewrapNewest) ? 1 : 0;
        done += rewrap(hook.previous(), hook, table::rewrapPrevious) ? 1 : 0;
      }
      some = table.sealedByOthers(ring.sealer(), some.getLast().id(), AT_ONCE);
    }
    if (done > 0) {
      LOG.info("{} webhook secrets are now sealed with master key {}", done, ring.sealer());
    }
    return done;
  }

  private boolean rewrap(@Nullable Sealed sealed, StoredHook hook, Place place) {
    if (sealed == null || sealed.sealer().equals(ring.sealer())) {
      return false;
    }
    try {
      String purpose = HookSecrets.purpose(hook.workflow());
      return place.put(hook.id(), sealed, ring.rewrap(sealed, purpose));
    } catch (GeneralSecurityException e) {
      LOG.warn(
          "a webhook secret of workflow {} is sealed with master key {}, which is not here; set"
              + " CLENS_VAULT_KEY_PREVIOUS",
          hook.workflow(),
          sealed.sealer());
      return false;
    }
  }
}
