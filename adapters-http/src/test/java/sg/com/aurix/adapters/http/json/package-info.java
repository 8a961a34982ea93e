/** Shows what is read as JSON and how fields at fault are named. */
@NullMarked
package sg.com.aurix.adapters.http.json;

import org.jspecify.annotations.NullMarked;
