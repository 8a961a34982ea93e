/**
 * The OpenAPI document of every surface, served as it stands in {@code openapi/openapi.yaml}.
 *
 * <p>Not here: documentation for people, which is in {@code docs}.
 */
@NullMarked
package sg.com.aurix.adapters.http.openapi;

import org.jspecify.annotations.NullMarked;
