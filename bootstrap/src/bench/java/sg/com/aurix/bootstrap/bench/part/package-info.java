/**
 * The parts of a click and of an attempt that need no other process, each beside the least that could do its work, for JMH.
 *
 * <p>Not here: what needs a server, a database or a listener.
 */
@NullMarked
package sg.com.aurix.bootstrap.bench.part;

import org.jspecify.annotations.NullMarked;
