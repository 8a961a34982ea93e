/**
 * What partners call under {@code /integrations/external}: their webhook, their leads, their clicks (API-1 to API-8).
 *
 * <p>Whoever answers under that prefix takes the partner from {@link sg.com.aurix.adapters.http.partnerapi.PartnerFilter} and from
 * nowhere else. Not here: what an agent writes into a lead ({@code agent}).
 */
@NullMarked
package sg.com.aurix.adapters.http.partnerapi;

import org.jspecify.annotations.NullMarked;
