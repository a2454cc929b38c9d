@NullMarked
package dev.connectedlenses.server.routes;

import org.jspecify.annotations.NullMarked;
