package vn.minhxac.passport.internal.dcc;

/**
 * How the signed bytes are put into their zlib envelope (RFC 1950). Both are read by every verifier; a stored envelope is a
 * few characters longer and saves half of the time a passport takes.
 */
public enum Compression {
    /** deflate */
    COMPRESS,
    /** one stored block, for bulk */
    STORED
}
