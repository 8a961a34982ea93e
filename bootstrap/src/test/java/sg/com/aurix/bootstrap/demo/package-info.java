/**
 * The sandbox's demo: the whole journey as a newcomer sees it, in a real browser before a real server, asserted at the partner's side.
 *
 * <p>Not here: the demo's requests one by one, which the module of the HTTP surfaces tests.
 */
@NullMarked
package sg.com.aurix.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
