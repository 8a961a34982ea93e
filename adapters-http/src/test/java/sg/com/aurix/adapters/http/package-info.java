/**
 * Shows each HTTP surface on a real server with everything behind it in memory; the helpers that all of these tests share are here.
 */
@NullMarked
package sg.com.aurix.adapters.http;

import org.jspecify.annotations.NullMarked;
