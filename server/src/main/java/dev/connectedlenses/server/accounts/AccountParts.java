package dev.connectedlenses.server.accounts;

import java.time.InstantSource;

/** What the rooms of the account door share. */
record AccountParts(
    AccountStore store,
    AccountSettings settings,
    Passwords passwords,
    Secrets secrets,
    Sessions sessions,
    Guard guard,
    Flows flows,
    Site site,
    InstantSource clock) {}
