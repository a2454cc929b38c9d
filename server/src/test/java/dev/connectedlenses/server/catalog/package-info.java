@NullMarked
package dev.connectedlenses.server.catalog;

import org.jspecify.annotations.NullMarked;
