/** Shows the partner API as its documents and the contract have it. */
@NullMarked
package sg.com.aurix.adapters.http.partnerapi;

import org.jspecify.annotations.NullMarked;
