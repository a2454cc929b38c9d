@NullMarked
package dev.connectedlenses.server.notices;

import org.jspecify.annotations.NullMarked;
