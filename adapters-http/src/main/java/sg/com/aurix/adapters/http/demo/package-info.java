/**
 * The demo of the sandbox: its page with the shop, a phone that stands for WhatsApp's side, and a built-in listener that stands for a
 * partner's.
 *
 * <p>It plays others' parts over HTTP only. All of it is there where bootstrap provides
 * {@link sg.com.aurix.adapters.http.demo.DemoSettings}, which production does not. Not here: anything that the product itself needs.
 */
@NullMarked
package sg.com.aurix.adapters.http.demo;

import org.jspecify.annotations.NullMarked;
