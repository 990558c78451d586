/* What stands in the file and a reader of the page does not see, as far as the content and the annotations tell. */
#include "notes.h"

#include "model/withhold.h"

/* A word is under a cover when so much of its width is: covers drawn by hand leave an end free, those of neighbours touch one. */
#define COVERED 0.6

/* Tells of words that are not seen, or of other text; it stays in the file that was published. */
static void report(MbDocument *document, MbPage *page, MbIssueTag tag, MbBox box, const char *what, guint count)
{
    g_autofree char *subject = g_strdup_printf("%s: %u", what, count);
    mb_document_add_issue(document, tag, page->number, box, subject);
    mb_attrs_set(&page->attrs, MB_UNSEEN, "yes");
}

static bool is_under(const MbWord *word, MbBox box)
{
    const double middle = (word->box.y0 + word->box.y1) / 2, width = mb_box_width(word->box);
    const double share = MIN(word->box.x1, box.x1) - MAX(word->box.x0, box.x0);
    return middle > box.y0 && middle < box.y1 && share > 0 && share >= COVERED * width;
}

/* Text under a mark for redaction is as secret as text under a box: the author meant it to go. */
static void cover_words(MbDocument *document, MbPage *page, const MbNoteCover *cover)
{
    MbBox box = {0, 0, 0, 0};
    guint count = 0;
    for (guint i = 0; i < page->words->len; i++) {
        MbWord *word = mb_page_word(page, i);
        if (word->hidden != MB_HIDDEN_NOT || !is_under(word, cover->box))
            continue;
        word->hidden = MB_HIDDEN_COVERED;
        box = mb_box_union(box, word->box);
        count++;
    }
    if (count)
        report(document, page, MB_ISSUE_REDACTION_FAILED, box, cover->is_marked ? "marked and never applied, words" : "words", count);
}

/* Bars of glyphs that the file says stand for other text: nothing else is known to be covered yet. */
static void report_masked(MbDocument *document, MbPage *page)
{
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (word->hidden == MB_HIDDEN_COVERED)
            report(document, page, MB_ISSUE_REDACTION_FAILED, word->box, "words", 1);
    }
}

void mb_pdf_report_unseen(MbDocument *document, MbPage *page, const MbContent *content, const MbNotes *notes)
{
    static const char *const whats[MB_DROPPED_KINDS] = {"on layers that are switched off, pieces", "outside the page, pieces",
                                                        "without size, pieces"};
    for (guint i = 0; i < MB_DROPPED_KINDS; i++)
        if (content->dropped[i].pieces)
            report(document, page, MB_ISSUE_TEXT_HIDDEN, content->dropped[i].box, whats[i], content->dropped[i].pieces);
    report_masked(document, page);
    for (guint i = 0; i < notes->covers->len; i++)
        cover_words(document, page, &g_array_index(notes->covers, MbNoteCover, i));
    MbBox box = {0, 0, 0, 0};
    for (guint i = 0; i < notes->comments->len; i++)
        box = mb_box_union(box, g_array_index(notes->comments, MbBox, i));
    if (notes->comments->len)
        report(document, page, MB_ISSUE_COMMENT_LEFT, box, "comments", notes->comments->len);
}
