/**
 * A partner's webhook: its settings and secret, sample events to try a listener with, and the explanation of a signature (WH-1 to
 * WH-4, RS-17).
 *
 * <p>Not here: what became of real events ({@code delivery}).
 */
@NullMarked
package sg.com.aurix.adapters.http.partnerapi.webhook;

import org.jspecify.annotations.NullMarked;
