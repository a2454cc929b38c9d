/** Signs the heads of audit chains, keeps the signatures outside the database, and checks both. */
@NullMarked
package dev.connectedlenses.server.audit;

import org.jspecify.annotations.NullMarked;
