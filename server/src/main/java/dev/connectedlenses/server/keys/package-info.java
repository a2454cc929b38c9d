/** People's own keys at model providers: taken in, sealed, lent to runs, counted, replaced. */
@NullMarked
package dev.connectedlenses.server.keys;

import org.jspecify.annotations.NullMarked;
