@NullMarked
package dev.connectedlenses.database.schema;

import org.jspecify.annotations.NullMarked;
