/**
 * What contacts write on WhatsApp: who they are, the conversation, its messages and the references found in them.
 *
 * <p>Not here: the wire format of the WhatsApp Cloud API (adapters-http) and what is known about a contact (lead).
 */
@NullMarked
package sg.com.aurix.domain.conversation;

import org.jspecify.annotations.NullMarked;
