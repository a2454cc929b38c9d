@NullMarked
package dev.connectedlenses.database;

import org.jspecify.annotations.NullMarked;
