/** {@code clens webhook …}. */
@NullMarked
package dev.connectedlenses.cli.webhook;

import org.jspecify.annotations.NullMarked;
