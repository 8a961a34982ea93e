/**
 * A real browser for the tests of pages, the rules of accessibility that a program can check, and the pictures of the documentation.
 *
 * <p>Not here: what a page is expected to do.
 */
@NullMarked
package sg.com.aurix.bootstrap.browser;

import org.jspecify.annotations.NullMarked;
