/** Shows the visitors' way to WhatsApp. */
@NullMarked
package sg.com.aurix.adapters.http.widget;

import org.jspecify.annotations.NullMarked;
