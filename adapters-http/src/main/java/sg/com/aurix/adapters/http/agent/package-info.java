/**
 * What an AI agent or a partner's bot calls, with the partner's API key, to hand in what it collected in a conversation (LD-5).
 *
 * <p>Not here: reading data points out of messages, which is the port {@code LeadExtractor}.
 */
@NullMarked
package sg.com.aurix.adapters.http.agent;

import org.jspecify.annotations.NullMarked;
