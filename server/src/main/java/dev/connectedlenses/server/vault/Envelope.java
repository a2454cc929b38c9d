package dev.connectedlenses.server.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/**
 * Seals secrets for storage: each under a data key of its own (AES-256-GCM), the data key under the
 * master key. The purpose is sealed in, so that a secret put in the place of another does not open.
 */
public final class Envelope {

  private static final byte FORMAT = 1;
  private static final int KEY = 32;
  private static final int WRAPPED = Gcm.NONCE + KEY + Gcm.TAG;

  private final MasterKey master;
  private final SecureRandom random;

  public Envelope(MasterKey master, SecureRandom random) {
    this.master = master;
    this.random = random;
  }

  /** Which master key closes these envelopes. */
  public String sealer() {
    return master.id();
  }

  /** The secret, closed. */
  public byte[] seal(byte[] secret, String purpose) {
    byte[] dataKey = new byte[KEY];
    random.nextBytes(dataKey);
    try {
      byte[] wrapped = Gcm.close(random, wrapping(), dataKey, "key of " + purpose);
      byte[] body = Gcm.close(random, dataKey, secret, purpose);
      return ByteBuffer.allocate(1 + wrapped.length + body.length)
          .put(FORMAT)
          .put(wrapped)
          .put(body)
          .array();
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /**
   * The secret, opened.
   *
   * @throws GeneralSecurityException when it was changed, moved, or closed by another master key
   */
  public byte[] open(byte[] sealed, String purpose) throws GeneralSecurityException {
    if (sealed.length < 1 + WRAPPED || sealed[0] != FORMAT) {
      throw new AEADBadTagException("not an envelope of ours");
    }
    byte[] wrapped = Arrays.copyOfRange(sealed, 1, 1 + WRAPPED);
    byte[] dataKey = Gcm.open(wrapping(), wrapped, "key of " + purpose);
    try {
      return Gcm.open(dataKey, Arrays.copyOfRange(sealed, 1 + WRAPPED, sealed.length), purpose);
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  private byte[] wrapping() {
    return master.derive("wrapping of data keys");
  }
}
