/**
 * The ports on PostgreSQL: connection pool, schema and what reads and writes it, by Micronaut Data where rows are plain and by
 * bulk statements where clicks are waiting.
 *
 * <p>{@link sg.com.aurix.adapters.persistence.PostgresStore} is the door; a class named after a port holds the SQL of that port,
 * a {@code Row} is one row of a table. Exceptions that leave this package say nothing of what is stored (RS-19). Not here: rules
 * of the domain, which rows are loaded through, and wiring, which is bootstrap's.
 */
@NullMarked
package sg.com.aurix.adapters.persistence;

import org.jspecify.annotations.NullMarked;
