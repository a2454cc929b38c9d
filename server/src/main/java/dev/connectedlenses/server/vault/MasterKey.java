package dev.connectedlenses.server.vault;

import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.outbound.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one key that is not in the database. Everything that must not be readable in a copy of the
 * database is sealed with keys that follow from it.
 */
public final class MasterKey {

  private static final String HMAC = "HmacSHA256";
  private static final int BYTES = 32;

  private final byte[] bytes;

  private MasterKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The key that an operator gives; several processes on one database must get the same. */
  public static MasterKey of(Secret secret) {
    return secret.expose(
        text -> new MasterKey(hmac(text.getBytes(StandardCharsets.UTF_8), "master key")));
  }

  /** A key for data that goes away with the process. */
  public static MasterKey fleeting(SecureRandom random) {
    return new MasterKey(fresh(random));
  }

  /** The key in this file, which is made, readable by its owner alone, when it is not there. */
  public static MasterKey inFile(Path file, SecureRandom random) {
    try {
      // where another process is first, its key is the one
      OwnFile.offer(file, Base64.getEncoder().encodeToString(fresh(random)) + "\n");
      byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
      if (bytes.length == BYTES) {
        return new MasterKey(bytes);
      }
    } catch (IllegalArgumentException e) {
      // told below, as for a key of another length
    } catch (IOException e) {
      throw new StartRefusedException(
          "the master key %s cannot be read or made (%s); check the folder's owner, or give CLENS_MASTER_KEY"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
    throw new StartRefusedException(
        "the master key %s is damaged; put its copy back".formatted(file));
  }

  /** A key of 256 bits that follows from this one, a different one for every purpose. */
  public byte[] derive(String purpose) {
    return hmac(bytes, "derived for " + purpose);
  }

  /** A name that tells master keys apart and nothing about them. */
  public String id() {
    return HexFormat.of().formatHex(derive("id"), 0, 6);
  }

  private static byte[] fresh(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + HMAC, e);
    }
  }
}
