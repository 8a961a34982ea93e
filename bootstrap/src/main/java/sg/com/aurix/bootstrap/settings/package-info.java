/**
 * What an operator can set, all of it in environment variables, read once at start and checked as a whole.
 *
 * <p>Not here: what follows from a setting (the factories in the package above).
 */
@NullMarked
package sg.com.aurix.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
