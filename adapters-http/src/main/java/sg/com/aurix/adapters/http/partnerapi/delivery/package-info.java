/**
 * What became of a partner's events, and sending them again (WH-7).
 *
 * <p>Not here: sample events, which are no deliveries ({@code webhook}), and when anything is attempted (the dispatcher).
 */
@NullMarked
package sg.com.aurix.adapters.http.partnerapi.delivery;

import org.jspecify.annotations.NullMarked;
