/**
 * What visitors of a website do: clicks, the session they belong to, its correlation id and the hand-off to WhatsApp.
 *
 * <p>Not here: what the visitor writes afterwards (conversation) and who it turns out to be (lead).
 */
@NullMarked
package sg.com.aurix.domain.tracking;

import org.jspecify.annotations.NullMarked;
