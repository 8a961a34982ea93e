/** Tests of the whole: real servers, real sockets, real PostgreSQL, called as partners, browsers and WhatsApp call them. */
@NullMarked
package sg.com.aurix.bootstrap.system;

import org.jspecify.annotations.NullMarked;
