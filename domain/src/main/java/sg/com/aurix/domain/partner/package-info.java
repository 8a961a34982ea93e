/**
 * Who our clients are and how their channels are set up: partners, their API keys, their WhatsApp numbers and what these ask a
 * contact for.
 *
 * <p>Not here: what visitors and contacts do (tracking, conversation, lead).
 */
@NullMarked
package sg.com.aurix.domain.partner;

import org.jspecify.annotations.NullMarked;
