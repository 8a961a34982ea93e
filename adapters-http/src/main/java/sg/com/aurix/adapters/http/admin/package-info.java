/**
 * What the operator calls under {@code /admin}: partners, their API keys, their channels.
 *
 * <p>Known by the admin token alone. Keys are shown once, where they are made, and nowhere else (RS-16).
 */
@NullMarked
package sg.com.aurix.adapters.http.admin;

import org.jspecify.annotations.NullMarked;
