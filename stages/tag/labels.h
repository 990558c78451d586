/*
 * Labels of points: "1.", "(a)", "ii)", "5.1", "-". Stage tag, for its own files.
 */
#ifndef MB_TAG_LABELS_H
#define MB_TAG_LABELS_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
    MB_LABEL_NOT,
    MB_LABEL_BULLET,
    MB_LABEL_ARABIC,
    MB_LABEL_LOWER,       /* a, b, c */
    MB_LABEL_UPPER,       /* A, B, C */
    MB_LABEL_LOWER_ROMAN,
    MB_LABEL_UPPER_ROMAN,
    MB_LABEL_DECIMAL      /* 5.1 */
} MbLabelStyle;

typedef struct {
    MbLabelStyle style;
    int value;       /* the last number: 1 for "5.1" */
    bool roman_too;  /* one letter that is also a Roman number: i, v, x, c, d, l, m */
} MbLabel;

/*
 * Reads the label at the beginning of a text.
 *
 * bytes: out, optional: how long it is, with the space after it.
 *
 * Without a mark after it ("1 Title") only DECIMAL and "-" are labels.
 */
MbLabel mb_label_read(const char *text, guint *bytes);

/* The label as its Roman or its letter reading, by what came before it in the list (0: nothing). */
MbLabel mb_label_settle(MbLabel label, int letter_before);

#endif
