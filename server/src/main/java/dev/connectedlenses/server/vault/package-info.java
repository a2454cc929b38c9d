/** Keys at rest: the master key, and the envelopes that it closes. */
@NullMarked
package dev.connectedlenses.server.vault;

import org.jspecify.annotations.NullMarked;
