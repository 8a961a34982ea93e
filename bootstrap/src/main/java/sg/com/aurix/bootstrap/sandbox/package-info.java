/**
 * What makes the sandbox a place to try things: credentials drawn at the first start, a demo partner with a channel, and the commands
 * of the whole journey to paste.
 *
 * <p>Not here: anything that production needs.
 */
@NullMarked
package sg.com.aurix.bootstrap.sandbox;

import org.jspecify.annotations.NullMarked;
