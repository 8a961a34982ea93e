/** Shows how collected data points come in. */
@NullMarked
package sg.com.aurix.adapters.http.agent;

import org.jspecify.annotations.NullMarked;
