/**
 * What partners call under {@code /integrations/external} (API-1 to API-8): here their leads and clicks, and what all of their calls
 * share; their webhook and the deliveries to it have packages of their own below.
 *
 * <p>Whoever answers under that prefix takes the partner from {@link sg.com.aurix.adapters.http.partnerapi.PartnerFilter} and from
 * nowhere else. Not here: what an agent writes into a lead ({@code agent}).
 */
@NullMarked
package sg.com.aurix.adapters.http.partnerapi;

import org.jspecify.annotations.NullMarked;
