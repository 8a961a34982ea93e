/**
 * Ports that come along, so that an embedder starts in five lines and application tests need no database.
 *
 * <p>They are product: as strict as the PostgreSQL adapters (uniqueness, atomicity, locking), held to it by the same contract kit;
 * only durability is missing. Not here: anything that reaches out of the JVM.
 */
@NullMarked
package sg.com.aurix.application.inmemory;

import org.jspecify.annotations.NullMarked;
