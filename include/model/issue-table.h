/*
 * The issue table: MB_ISSUE(NAME, tag, SEVERITY, stage, message, manual).
 * Included with the macro defined (model/issue.h, pipeline/model/issue.c); no
 * include guard on purpose. Keep the rows in order of the chain, then of tag.
 * Room model.
 */
MB_ISSUE(ATTACHED_UNREADABLE, "attached-unreadable", LOSS, "extract", "files inside the file cannot be read: %s",
         "The PDF file holds other files that could not be taken out of it, or more than 1,000 or 512 MB of them. They are in the original "
         "file, which is in the package.")
MB_ISSUE(FILE_ATTACHED, "file-attached", NOTE, "extract", "the file holds other files: %s",
         "Attachments, or the parts of a PDF portfolio. They are in the package beside the original, listed in the metadata, and those "
         "that are PDF, HTML or text become documents of their own in the archive, unless something in this one is withheld.")
MB_ISSUE(FILE_INCOMPLETE, "file-incomplete", LOSS, "extract", "the file has lost its end; what could be found was read: %s",
         "The file's list of pages is gone, as after a download that was cut off. Every page of which enough is left was read, in the "
         "order of what is left of the list; others are lost. Ask for the file again. The bytes as received are in the package.")
MB_ISSUE(FILE_MENDED, "file-mended", DAMAGE, "extract", "the file is damaged and was mended before it was read: %s",
         "The PDF library refused the file or would not read all its pages; another program rewrote it in memory, and that was read. Pages "
         "may be missing or in disorder. The bytes as received are in the package.")
MB_ISSUE(PAGE_UNREADABLE, "page-unreadable", LOSS, "extract", "page cannot be read: %s",
         "The PDF library could not read this page, or crashed on it. What its picture shows was read instead where that could be made. "
         "The other pages are kept; the original file is in the package.")
MB_ISSUE(TEXT_HIDDEN, "text-hidden", NOTE, "extract", "text that a reader of the page does not see: %s",
         "Invisible, off-page or background-coloured text was found. It is kept in the pack XML, marked, and is not published.")
MB_ISSUE(COMMENT_LEFT, "comment-left", NOTE, "extract", "the file has comments that are not published: %s",
         "Notes, comments or marks with words of their own lie over this page of the original. Their words are in no public output. "
         "Whoever has the original can read them.")
MB_ISSUE(REVISION_DIFFERS, "revision-differs", DOUBT, "extract", "an earlier state of the file shows text that this one does not: %s",
         "The file was changed by adding to it, and what was there before is still in it: the words counted here can be brought back. They "
         "are in no public output. If they were taken out on purpose, the original must be saved anew by whoever published it.")
MB_ISSUE(PAGE_NOT_DRAWN, "page-not-drawn", DOUBT, "ocr", "the page cannot be drawn: %s",
         "No picture of this page could be made, or the reader ended on it. Rules and shading were not looked for and nothing was read "
         "from pixels. Where the page's own content does not show that nothing lies under a box or an image, its text is withheld.")
MB_ISSUE(READING_FAILED, "reading-failed", LOSS, "ocr", "a picture of text cannot be read: %s",
         "A part of the page that is pixels only could not be read. The other parts are kept; the original file is in the package.")
MB_ISSUE(READING_LATE, "reading-late", LOSS, "ocr", "reading the page took too long: %s",
         "The time limit for one page ran out before this part of the page was read. A higher limit may help.")
MB_ISSUE(REDACTION_FAILED, "redaction-failed", DOUBT, "ocr", "text under a redaction was withheld: %s",
         "Words stand in the file under a box, an image or paint of their own colour, where a reader of the page does not see them. "
         "They are in no public output; a mark stands in their place. The original file still holds them: tell who published it.")
MB_ISSUE(GLYPH_DROPPED, "glyph-dropped", DAMAGE, "repair", "a character that stands for no sign was left out: %s",
         "The text held a private-use or replacement character on its own, whose meaning the file does not tell. It is not in the "
         "archive's text; the picture of the page in the original file shows it.")
MB_ISSUE(FIGURE_DIFFERS, "figure-differs", DOUBT, "repair", "two places give one figure differently: %s",
         "Two tables that name their rows and columns alike, and agree in most figures, differ here; or a sentence beside a table names a "
         "row and a column of it and gives a number that is one digit off. Either place may be wrong. Nothing was changed; columns are "
         "named c1, c2 and rows r1, r2 from the first of the grid.")
MB_ISSUE(SUM_BROKEN, "sum-broken", DOUBT, "repair", "a relation of a table does not hold: %s",
         "Numbers of this table follow a rule (a total, a difference, a percentage) that does not hold at this place. Either the source "
         "is wrong here or a number was read wrongly. Numbers of the file's own text are left as they are; columns are named c1, c2 "
         "and rows r1, r2 from the first of the grid.")
MB_ISSUE(TEXT_EXEMPT, "text-exempt", NOTE, "tag", "withheld as not for publication: %s",
         "The paper says of itself, or the agenda says of it, that it is not for publication. It is in no public output; a mark stands in "
         "its place. With --include-restricted it is kept in restricted.xml. The original file still holds it.")
MB_ISSUE(PERSONAL_DATA, "personal-data", NOTE, "tag", "to be looked at before publication: %s",
         "A private mail address, a mobile number, what looks like somebody's home address or the picture of a signature stands at this "
         "place of the public text. Nothing was changed and the issue does not repeat it. Whoever publishes decides.")
MB_ISSUE(ITEM_ORDER, "item-order", NOTE, "tag", "items of the minutes are not in order: %s",
         "The number of an item is not higher than that of the item before it. It is kept as printed; either the source is wrong here or "
         "a number was read wrongly.")
MB_ISSUE(MOVER_ABSENT, "mover-absent", DOUBT, "tag", "someone moved or seconded who was not there: %s",
         "The name stands as mover or seconder, and the minutes list the person under apologies or as an officer, or say before that the "
         "person left. Nothing was changed.")
MB_ISSUE(STATEMENT_BROKEN, "statement-broken", DOUBT, "tag", "the figures of a statement do not agree: %s",
         "A change that is told with both figures is not the percentage that is printed with it, however that is rounded, or goes the "
         "other way. Nothing was changed.")
MB_ISSUE(TABLE_CONTRADICTED, "table-contradicted", DOUBT, "tag", "text and table do not agree: %s",
         "Of a change from one figure to another, one stands in the only row of a table that has the name of what changed, the other does "
         "not. Either the text or the table is wrong, or they speak of different things. Nothing was changed.")
MB_ISSUE(VOTE_COUNT, "vote-count", DOUBT, "tag", "a vote does not add up: %s",
         "The number of votes that is stated is not the number of names given, there are more votes than members present, or the outcome "
         "is not the one that the numbers give. "
         "A casting vote or a rule of two thirds can explain the outcome. Nothing was changed.")
MB_ISSUE(VOTER_ABSENT, "voter-absent", DOUBT, "tag", "someone voted who is not among those present: %s",
         "The name stands in a recorded vote, and the minutes list the person under apologies, as an officer or not at all, or say before "
         "that the person left. Nothing was changed.")
MB_ISSUE(WEEKDAY_WRONG, "weekday-wrong", NOTE, "tag", "a date fell on another day of the week: %s",
         "Weekday and date disagree in the source. Both are kept as printed; the value of the date follows day, month and year.")
MB_ISSUE(PICTURE_NOT_CUT, "picture-not-cut", NOTE, "write", "a picture was not cut out: %s",
         "The figure stands in the archive without its picture: something on its page is withheld, an issue asks a person to look at this "
         "place first, notes lie over its page, or it cannot be drawn. The picture is in the original file.")
MB_ISSUE(SEARCHABLE_NOT_MADE, "searchable-not-made", NOTE, "write", "no searchable copy was made: %s",
         "A copy of the scan with invisible text was asked for (--searchable-pdf). There is none, because the original holds something "
         "that is not public and the copy would show it, or because the file is too damaged to be written again.")
MB_ISSUE(TEXT_DROPPED, "text-dropped", LOSS, "write", "words of the page are in no block: %s",
         "The page shows words that no block of the document holds, so the archive XML does not have them. The number says how many. The "
         "original file is in the package. A run of the whole chain never does this; please report it if one did.")
