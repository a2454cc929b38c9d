@NullMarked
package dev.connectedlenses.server.audit;

import org.jspecify.annotations.NullMarked;
