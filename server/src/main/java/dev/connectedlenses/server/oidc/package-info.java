/** Talks to OpenID providers: discovery, the code for a token, and what the token says. */
@NullMarked
package dev.connectedlenses.server.oidc;

import org.jspecify.annotations.NullMarked;
