@NullMarked
package dev.connectedlenses.server.sse;

import org.jspecify.annotations.NullMarked;
