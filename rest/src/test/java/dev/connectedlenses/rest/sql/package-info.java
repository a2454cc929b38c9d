@NullMarked
package dev.connectedlenses.rest.sql;

import org.jspecify.annotations.NullMarked;
