/** Shows what surfaces learn of a request beyond its fields. */
@NullMarked
package sg.com.aurix.adapters.http.request;

import org.jspecify.annotations.NullMarked;
