/**
 * What is known about a contact: the lead, its collected data points and its way from active to complete.
 *
 * <p>Not here: how data points are read out of messages (the port {@code LeadExtractor}).
 */
@NullMarked
package sg.com.aurix.domain.lead;

import org.jspecify.annotations.NullMarked;
