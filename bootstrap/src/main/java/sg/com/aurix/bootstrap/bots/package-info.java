/**
 * Tells programs that visit pages by themselves from people, by a list that others keep.
 *
 * <p>Not here: what follows from it, which is the application's.
 */
@NullMarked
package sg.com.aurix.bootstrap.bots;

import org.jspecify.annotations.NullMarked;
