/** Which models can be called here: what was configured and what answers on this machine. */
@NullMarked
package dev.connectedlenses.server.catalog;

import org.jspecify.annotations.NullMarked;
