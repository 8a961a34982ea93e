/** Shows that every error has the one shape, whoever makes it. */
@NullMarked
package sg.com.aurix.adapters.http.error;

import org.jspecify.annotations.NullMarked;
