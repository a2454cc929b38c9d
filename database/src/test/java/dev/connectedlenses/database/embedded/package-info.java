@NullMarked
package dev.connectedlenses.database.embedded;

import org.jspecify.annotations.NullMarked;
