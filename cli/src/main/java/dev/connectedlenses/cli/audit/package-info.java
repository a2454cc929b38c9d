/** {@code clens audit …}: the log that cannot be rewritten unseen. */
@NullMarked
package dev.connectedlenses.cli.audit;

import org.jspecify.annotations.NullMarked;
