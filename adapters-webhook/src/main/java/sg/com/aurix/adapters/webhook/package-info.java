/**
 * How events reach the partners' listeners: the outbound HTTP client and the dispatcher.
 *
 * <p>Which addresses may be dialled is decided in {@code guard}. Not here: what an event says, how it is signed and what its outcome means (the domain and the use
 * case {@code DeliverEvents}), and where both are kept (the port {@code Outbox}).
 */
@NullMarked
package sg.com.aurix.adapters.webhook;

import org.jspecify.annotations.NullMarked;
