package dev.connectedlenses.server.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets for storage: each under a data key of its own (AES-256-GCM), the data key under the
 * master key. The purpose is sealed in, so that a secret put in the place of another does not open.
 */
public final class Envelope {

  private static final byte FORMAT = 1;
  private static final int NONCE = 12;
  private static final int KEY = 32;
  private static final int TAG = 16;
  private static final int WRAPPED = KEY + TAG;

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
    byte[] dataKey = bytes(KEY);
    try {
      byte[] outer = bytes(NONCE);
      byte[] inner = bytes(NONCE);
      byte[] wrapped = run(Cipher.ENCRYPT_MODE, wrapping(), outer, dataKey, "key of " + purpose);
      byte[] body = run(Cipher.ENCRYPT_MODE, dataKey, inner, secret, purpose);
      return ByteBuffer.allocate(1 + NONCE + WRAPPED + NONCE + body.length)
          .put(FORMAT)
          .put(outer)
          .put(wrapped)
          .put(inner)
          .put(body)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks AES-GCM", e);
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
    if (sealed.length < 1 + NONCE + WRAPPED + NONCE + TAG || sealed[0] != FORMAT) {
      throw new AEADBadTagException("not an envelope of ours");
    }
    ByteBuffer from = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
    byte[] outer = take(from, NONCE);
    byte[] wrapped = take(from, WRAPPED);
    byte[] inner = take(from, NONCE);
    byte[] dataKey = run(Cipher.DECRYPT_MODE, wrapping(), outer, wrapped, "key of " + purpose);
    try {
      return run(Cipher.DECRYPT_MODE, dataKey, inner, take(from, from.remaining()), purpose);
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  private byte[] wrapping() {
    return master.derive("wrapping of data keys");
  }

  private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] text, String purpose)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher.doFinal(text);
  }

  private static byte[] take(ByteBuffer from, int length) {
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
