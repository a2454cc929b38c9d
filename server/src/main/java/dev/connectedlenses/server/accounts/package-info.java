/** Accounts: signing up, in and out, tokens and sessions, as supabase-js expects them. */
@NullMarked
package dev.connectedlenses.server.accounts;

import org.jspecify.annotations.NullMarked;
