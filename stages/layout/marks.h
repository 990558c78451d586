/*
 * Bullets and numbers at the start of lines. Stage layout, for its own files.
 *
 * A label alone proves little ("12." may end a sentence, "-" may be a dash), so
 * each needs evidence from the page: a tab after it, text hanging under it, or
 * a sibling with the next number or the same bullet at the same indent.
 */
#ifndef MB_LAYOUT_MARKS_H
#define MB_LAYOUT_MARKS_H

#include "frame.h"
#include "model/label.h"

/* The start of a line, if it may be a label. */
typedef struct {
    bool is_there;
    bool is_bullet;
    bool is_certain;  /* a glyph that is nothing but a bullet */
    bool is_accepted; /* the page bears it out */
    bool is_bare;     /* a number alone on a scan, whose stop the reader may have lost */
    MbLabel label;
    guint words;      /* words that are label alone */
    guint prefix;     /* with words 0: bytes of the first word that are label */
    double x, text_x; /* left edges of the label and of the text after it, points of the frame */
} MbMark;

/* Reads the start of a line; no evidence is asked for. Returns mark->is_there. */
bool mb_mark_read(const MbFrame *frame, const MbLine *line, MbMark *mark);

/* Whether a line begins with a bullet, or a number that is set apart from its text. */
bool mb_mark_is_clear(const MbFrame *frame, const MbLine *line, bool *is_bullet);

/* What was counted last, by style, so that numbering is followed over pages. */
typedef struct MbNumbering MbNumbering;
MbNumbering *mb_numbering_new(void);
void mb_numbering_free(MbNumbering *numbering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbNumbering, mb_numbering_free)

/*
 * Reads the marks of all lines of an ordered frame and decides which hold.
 *
 * numbering: goes on from the page before; changed.
 *
 * Returns an array of MbMark, one a line. Caller frees with g_array_unref.
 */
GArray *mb_marks_read(const MbFrame *frame, MbNumbering *numbering);

#endif
