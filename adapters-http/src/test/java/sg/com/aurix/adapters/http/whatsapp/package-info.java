/** Shows that the webhook of the WhatsApp Cloud API takes what WhatsApp sends, and what others send in its name. */
@NullMarked
package sg.com.aurix.adapters.http.whatsapp;

import org.jspecify.annotations.NullMarked;
