package dev.connectedlenses.rest.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;

/** The signature check that belongs to a kind of key. */
final class Verifiers {

  private Verifiers() {}

  static JWSVerifier of(JwtKey key) throws JOSEException {
    return switch (key.jwk()) {
      case OctetSequenceKey k -> new MACVerifier(k);
      case ECKey k -> new ECDSAVerifier(k);
      case RSAKey k -> new RSASSAVerifier(k);
      default -> throw new JOSEException("unsupported key type " + key.jwk().getKeyType());
    };
  }
}
