package dev.connectedlenses.server.audit;

import dev.connectedlenses.server.vault.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** The Ed25519 key that signs checkpoints. It follows from the master key, so it is in no table. */
final class CheckpointKey {

  private static final HexFormat HEX = HexFormat.of();
  private static final int ID_BYTES = 8;

  private final Ed25519PrivateKeyParameters secret;
  private final String publicKey;

  CheckpointKey(MasterKey master) {
    byte[] seed = master.derive("audit checkpoints");
    this.secret = new Ed25519PrivateKeyParameters(seed, 0);
    Arrays.fill(seed, (byte) 0);
    this.publicKey = HEX.formatHex(secret.generatePublicKey().getEncoded());
  }

  /** The public part in hexadecimal, for everybody who verifies. */
  String publicKey() {
    return publicKey;
  }

  String id() {
    return id(publicKey);
  }

  /** The name of a public key, which follows from it. */
  static String id(String publicKey) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("ed25519 " + publicKey).getBytes(StandardCharsets.UTF_8));
      return HEX.formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  String sign(byte[] text) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, secret);
    signer.update(text, 0, text.length);
    return HEX.formatHex(signer.generateSignature());
  }

  static boolean verifies(String publicKey, byte[] text, String signature) {
    try {
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(false, new Ed25519PublicKeyParameters(HEX.parseHex(publicKey), 0));
      signer.update(text, 0, text.length);
      return signer.verifySignature(HEX.parseHex(signature));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return false; // no key, or no signature, in hexadecimal
    }
  }
}
