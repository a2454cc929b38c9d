package dev.connectedlenses.server.vault;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings secrets of one sort under the master key that closes now, while they are in use.
 *
 * @param what what they are called in the log
 */
public record Rewrap(KeyRing ring, String what) {
  private static final Logger LOG = LoggerFactory.getLogger(Rewrap.class);
  private static final int AT_ONCE = 200;

  /**
   * A sealed secret where it lies.
   *
   * @param row the row that holds it, perhaps with another one
   */
  public record Place(UUID row, String purpose, Sealed sealed, Putter putter) {}

  /** Takes a secret that is wrapped anew; false when another took its place meanwhile. */
  @FunctionalInterface
  public interface Putter {
    boolean put(Sealed fresh);
  }

  /** Where such secrets lie, by the order of their rows' ids. */
  @FunctionalInterface
  public interface Shelf {
    /** Those of some rows after this one that another master key sealed. */
    List<Place> sealedByOthers(String sealer, @Nullable UUID after, int rows);
  }

  /** Returns how many were wrapped anew; those that no key here opens stay as they are. */
  public int all(Shelf shelf) {
    int done = 0;
    List<Place> some = shelf.sealedByOthers(ring.sealer(), null, AT_ONCE);
    while (!some.isEmpty()) {
      for (Place place : some) {
        done += rewrap(place) ? 1 : 0;
      }
      some = shelf.sealedByOthers(ring.sealer(), some.getLast().row(), AT_ONCE);
    }
    if (done > 0) {
      LOG.info("{}: {} are now sealed with master key {}", what, done, ring.sealer());
    }
    return done;
  }

  private boolean rewrap(Place place) {
    try {
      return place.putter().put(ring.rewrap(place.sealed(), place.purpose()));
    } catch (GeneralSecurityException e) {
      LOG.warn(
          "{}: the one in row {} is sealed with master key {}, which is not here; set"
              + " CLENS_VAULT_KEY_PREVIOUS",
          what,
          place.row(),
          place.sealed().sealer());
      return false;
    }
  }
}
