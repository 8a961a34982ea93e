/**
 * Reading data points out of what people write, with the libraries of the field: the server's
 * {@link sg.com.aurix.application.port.LeadExtractor}.
 */
@NullMarked
package sg.com.aurix.bootstrap.extraction;

import org.jspecify.annotations.NullMarked;
