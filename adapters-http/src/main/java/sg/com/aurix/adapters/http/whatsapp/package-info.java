/**
 * Where WhatsApp delivers what contacts write: the webhook of the WhatsApp Business Cloud API, its handshake, its signature and
 * its payloads (LD-1, LD-6, LD-7).
 *
 * <p>Not here: what a message changes (the use case {@code ReceiveMessage}), and sending messages.
 */
@NullMarked
package sg.com.aurix.adapters.http.whatsapp;

import org.jspecify.annotations.NullMarked;
