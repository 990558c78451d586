/*
 * Limits on what one document may cost. Room base; plain numbers.
 *
 * Reached limits give MB_ERROR_LIMIT (whole document) or an issue of severity
 * loss (one page), never a crash. The figures are generous for council papers:
 * the longest packs that were met have 1,500 pages and 100 MB.
 */
#ifndef MB_BASE_LIMITS_H
#define MB_BASE_LIMITS_H

#define MB_LIMIT_SOURCE_BYTES (2048LL * 1024 * 1024) /* source file */
#define MB_LIMIT_PAGES 20000                         /* pages of one document */
#define MB_LIMIT_PAGE_POINTS 14400.0                 /* page side, PDF 1.7 annex C.2 */
#define MB_LIMIT_PAGE_WORDS 200000                   /* words on one page */
#define MB_LIMIT_PIXELS (100LL * 1000 * 1000)        /* one picture in memory */
#define MB_LIMIT_BLOCK_DEPTH 200                     /* nesting of blocks and of XML */

#endif
