@NullMarked
package dev.connectedlenses.outbound;

import org.jspecify.annotations.NullMarked;
