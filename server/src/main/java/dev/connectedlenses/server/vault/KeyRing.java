package dev.connectedlenses.server.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;

/**
 * The master keys that this process has: the first one closes, all of them open. That is how one
 * takes the place of another while secrets are in use.
 */
public final class KeyRing {

  private static final int DATA_KEY = 32;
  private static final String WRAPPING = "wrapping of provider keys";

  private final MasterKey current;
  private final Map<String, MasterKey> known = new LinkedHashMap<>();
  private final SecureRandom random;

  /**
   * @param keys the one that closes, then those it replaced
   */
  public KeyRing(List<MasterKey> keys, SecureRandom random) {
    this.current = keys.getFirst();
    this.random = random;
    keys.forEach(key -> known.put(key.id(), key));
  }

  /** The name of the master key that closes. */
  public String sealer() {
    return current.id();
  }

  /** The secret, closed for one purpose. */
  public Sealed seal(byte[] secret, String purpose) {
    byte[] dataKey = new byte[DATA_KEY];
    random.nextBytes(dataKey);
    try {
      return new Sealed(
          Gcm.close(random, dataKey, secret, purpose), wrap(dataKey, purpose), sealer());
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /**
   * The secret, opened; the caller wipes it.
   *
   * @throws GeneralSecurityException when it was changed or moved, or no key here closed it
   */
  public byte[] open(Sealed sealed, String purpose) throws GeneralSecurityException {
    byte[] dataKey = unwrap(sealed, purpose);
    try {
      return Gcm.open(dataKey, sealed.ciphertext(), purpose);
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /** The same secret under the master key that closes now; the secret itself stays closed. */
  public Sealed rewrap(Sealed sealed, String purpose) throws GeneralSecurityException {
    byte[] dataKey = unwrap(sealed, purpose);
    try {
      return new Sealed(sealed.ciphertext(), wrap(dataKey, purpose), sealer());
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  private byte[] wrap(byte[] dataKey, String purpose) {
    return Gcm.close(random, current.derive(WRAPPING), dataKey, "key of " + purpose);
  }

  private byte[] unwrap(Sealed sealed, String purpose) throws GeneralSecurityException {
    MasterKey master = known.get(sealed.sealer());
    if (master == null) {
      throw new AEADBadTagException(
          "sealed with a master key that is not here: " + sealed.sealer());
    }
    return Gcm.open(master.derive(WRAPPING), sealed.wrappedKey(), "key of " + purpose);
  }
}
