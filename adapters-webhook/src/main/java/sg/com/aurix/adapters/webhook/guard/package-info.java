/**
 * The address guard (RS-15): which webhook URLs a partner may register and which addresses the outbound client may dial.
 *
 * <p>Here belong the table of special address ranges, the reading of hosts in all their notations, and the resolver that
 * every outbound dial passes. Deadlines, redirects, body limits, signing and the sending itself do not belong here.
 */
@NullMarked
package sg.com.aurix.adapters.webhook.guard;

import org.jspecify.annotations.NullMarked;
