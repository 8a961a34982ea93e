/** Shows that the OpenAPI document is right in itself and describes the calls there are. */
@NullMarked
package sg.com.aurix.adapters.http.openapi;

import org.jspecify.annotations.NullMarked;
