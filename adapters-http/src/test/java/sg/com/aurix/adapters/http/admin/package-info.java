/** Shows what the operator sets up. */
@NullMarked
package sg.com.aurix.adapters.http.admin;

import org.jspecify.annotations.NullMarked;
