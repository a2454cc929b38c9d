@NullMarked
package dev.connectedlenses.server.oidc;

import org.jspecify.annotations.NullMarked;
