package dev.connectedlenses.server.accounts;

import dev.connectedlenses.outbound.Secret;
import dev.connectedlenses.server.vault.MasterKey;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What clients of supabase-js call keys: the publishable one says nothing but "nobody is signed
 * in", the service key is a back end's password for everything.
 */
public final class AccessKeys {

  /** What clients send when nobody is signed in; it grants nothing. */
  public static final String PUBLISHABLE = "sb_publishable_connectedlenses";

  private final @Nullable String anonKey;
  private final String serviceKey;
  private final byte[] serviceHash;

  public AccessKeys(AccountSettings.Keys given, MasterKey master) {
    this.anonKey = given.anonKey();
    Secret own = given.serviceKey();
    this.serviceKey = own == null ? derived(master) : own.expose(text -> text);
    this.serviceHash = Secrets.hash(serviceKey);
  }

  private static String derived(MasterKey master) {
    byte[] bytes = master.derive("service key");
    return "sb_secret_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The key of trusted back ends. */
  public String service() {
    return serviceKey;
  }

  boolean isAnonymous(@Nullable String key) {
    return PUBLISHABLE.equals(key) || (anonKey != null && same(Secrets.hash(anonKey), key));
  }

  boolean isService(@Nullable String key) {
    return same(serviceHash, key);
  }

  private static boolean same(byte[] hash, @Nullable String key) {
    return key != null && MessageDigest.isEqual(hash, Secrets.hash(key));
  }
}
