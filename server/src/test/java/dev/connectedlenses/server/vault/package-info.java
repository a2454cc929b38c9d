@NullMarked
package dev.connectedlenses.server.vault;

import org.jspecify.annotations.NullMarked;
