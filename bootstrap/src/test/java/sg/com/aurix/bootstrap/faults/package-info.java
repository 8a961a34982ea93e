/**
 * Faults done to the whole: servers and PostgreSQL killed, frozen, restarted and cut off from each other, seen as partners, visitors
 * and WhatsApp see it. Each test proves that its fault fired. What one adapter does by itself when something breaks is tested there.
 */
@NullMarked
package sg.com.aurix.bootstrap.faults;

import org.jspecify.annotations.NullMarked;
