@NullMarked
package dev.connectedlenses.server.keys;

import org.jspecify.annotations.NullMarked;
