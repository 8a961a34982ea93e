/**
 * The widget in a real browser, on pages of another origin, before a real server.
 *
 * <p>Not here: what the server answers to requests that no browser makes, which the module's own tests say.
 */
@NullMarked
package sg.com.aurix.bootstrap.widget;

import org.jspecify.annotations.NullMarked;
