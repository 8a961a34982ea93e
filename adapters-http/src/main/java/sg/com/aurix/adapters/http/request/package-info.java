/**
 * What every surface needs to know of a request beyond its fields: its bytes within limits, where it came from, and by which
 * address we are reached.
 *
 * <p>Not here: who is calling (each surface has its own credentials) and what the bytes mean ({@code json}).
 */
@NullMarked
package sg.com.aurix.adapters.http.request;

import org.jspecify.annotations.NullMarked;
