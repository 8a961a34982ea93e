/**
 * A real PostgreSQL inside the server's own folder, for whoever has no database at hand: the sandbox and the tests.
 *
 * <p>Here belongs what unpacks, starts, watches over and ends that PostgreSQL, with committed rows as safe as in any other
 * one. What is stored in it, its schema and its connection pool do not belong here, and nothing here knows of them.
 */
@NullMarked
package sg.com.aurix.adapters.persistence.embedded;

import org.jspecify.annotations.NullMarked;
