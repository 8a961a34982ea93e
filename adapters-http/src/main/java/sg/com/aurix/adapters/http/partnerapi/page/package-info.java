/**
 * Pages of the lists that partners read: which one is wanted, and the link to the following one (API-4, API-5).
 *
 * <p>Not here: what stands in a row, which is each list's own.
 */
@NullMarked
package sg.com.aurix.adapters.http.partnerapi.page;

import org.jspecify.annotations.NullMarked;
