/**
 * The one shape of every error answer, also of those that the framework makes (API-3).
 *
 * <p>A surface throws {@link sg.com.aurix.adapters.http.error.ApiException}; nothing outside this package writes an error body.
 */
@NullMarked
package sg.com.aurix.adapters.http.error;

import org.jspecify.annotations.NullMarked;
