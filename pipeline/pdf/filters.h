/* The stream filters that content and object streams come in. Room pdf only. */
#ifndef MB_PDF_FILTERS_H
#define MB_PDF_FILTERS_H

#include "view.h"

/* How reading a stream went. */
typedef enum {
    MB_STREAM_READ,
    MB_STREAM_UNKNOWN,  /* filter not known here, or damaged */
    MB_STREAM_TOO_LONG, /* more than the limit */
    MB_STREAM_NO_TEXT   /* a filter that is for pictures only: no sound content stream has it */
} MbStreamResult;

/*
 * Appends what one filter makes of some bytes.
 *
 * name:  the filter's name; Flate, ASCII85 and ASCIIHex are known.
 * limit: the most bytes that `out` may grow to.
 *
 * As viewers do, what came out before damage counts.
 */
MbStreamResult mb_filter_decode(MbView name, MbView body, GByteArray *out, gsize limit);

#endif
