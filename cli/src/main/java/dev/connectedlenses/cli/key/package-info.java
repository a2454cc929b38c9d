/** {@code clens key …}: your own keys at model providers. */
@NullMarked
package dev.connectedlenses.cli.key;

import org.jspecify.annotations.NullMarked;
