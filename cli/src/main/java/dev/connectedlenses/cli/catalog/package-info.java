/** {@code clens catalog …}: which models there are, and what they cost. */
@NullMarked
package dev.connectedlenses.cli.catalog;

import org.jspecify.annotations.NullMarked;
