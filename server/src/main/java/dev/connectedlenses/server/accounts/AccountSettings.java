package dev.connectedlenses.server.accounts;

import java.time.Duration;

/**
 * How accounts behave: the issuer of tokens, whether strangers may sign up, how long access and
 * refresh tokens live, and how many attempts a minute one account and one address have.
 */
public record AccountSettings(
    String issuer,
    boolean signUp,
    Duration accessLife,
    Duration refreshLife,
    int attemptsPerAccount,
    int attemptsPerAddress) {}
