/*
 * The issue table: MB_ISSUE(NAME, tag, SEVERITY, stage, message, manual).
 * Included with the macro defined (model/issue.h, pipeline/model/issue.c); no
 * include guard on purpose. Keep the rows in order of the chain, then of tag.
 * Room model.
 */
MB_ISSUE(PAGE_UNREADABLE, "page-unreadable", LOSS, "extract", "page cannot be read: %s",
         "The PDF library could not read this page. The other pages are kept; the original file is in the package.")
MB_ISSUE(TEXT_HIDDEN, "text-hidden", NOTE, "extract", "text that a reader of the page does not see: %s",
         "Invisible, off-page or background-coloured text was found. It is kept in the pack XML, marked, and is not published.")
MB_ISSUE(TEXT_DROPPED, "text-dropped", LOSS, "layout", "words of the page are in no block: %s",
         "Words were found on the page but no block holds them. This is a fault of the program: please report it.")
