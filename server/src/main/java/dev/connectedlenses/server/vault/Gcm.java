package dev.connectedlenses.server.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with a fresh nonce in front; what a text is for is sealed in with it. */
final class Gcm {

  static final int NONCE = 12;
  static final int TAG = 16;

  private Gcm() {}

  static byte[] close(SecureRandom random, byte[] key, byte[] text, String purpose) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] closed = run(Cipher.ENCRYPT_MODE, key, nonce, text, purpose);
      byte[] all = Arrays.copyOf(nonce, NONCE + closed.length);
      System.arraycopy(closed, 0, all, NONCE, closed.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks AES-GCM", e);
    }
  }

  static byte[] open(byte[] key, byte[] closed, String purpose) throws GeneralSecurityException {
    if (closed.length < NONCE + TAG) {
      throw new AEADBadTagException("too short to be sealed");
    }
    byte[] text = Arrays.copyOfRange(closed, NONCE, closed.length);
    return run(Cipher.DECRYPT_MODE, key, Arrays.copyOf(closed, NONCE), text, purpose);
  }

  private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] text, String purpose)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher.doFinal(text);
  }
}
