/**
 * What visitors' browsers call: a click on the widget, and the link for pages and QR codes without script (TR-1 to TR-6).
 *
 * <p>Open to every website and to nobody's credentials: the widget token says whose channel it is and is no secret.
 */
@NullMarked
package sg.com.aurix.adapters.http.widget;

import org.jspecify.annotations.NullMarked;
