/*
 * Labels of list items and headings as printed: "1.", "(1)", "5.1.2", "ii)",
 * "(a)", bullets of any kind; and the depth at which a labelled item stands.
 * Room model; plain values, no memory is owned.
 *
 * Labels are read without knowledge of the language; what cannot be decided
 * from the label alone is given back as two readings ("i" is a roman 1 or the
 * ninth letter) and decided by its neighbours (mb_label_stack_place).
 */
#ifndef MB_MODEL_LABEL_H
#define MB_MODEL_LABEL_H

#include <glib.h>
#include <stdbool.h>

#define MB_LABEL_PARTS 6 /* "1.2.3.4.5.6" */
#define MB_LABEL_DEPTH 8 /* deepest nesting that is told apart; below it items stay at this depth */

typedef enum {
    MB_LABEL_BULLET,
    MB_LABEL_ARABIC,
    MB_LABEL_ROMAN_LOWER,
    MB_LABEL_ROMAN_UPPER,
    MB_LABEL_ALPHA_LOWER,
    MB_LABEL_ALPHA_UPPER
} MbLabelStyle;

typedef enum {
    MB_LABEL_BARE,    /* "1", "5.1" */
    MB_LABEL_POINT,   /* "1.", "5.1." */
    MB_LABEL_BRACKET, /* "1)" */
    MB_LABEL_BRACKETS /* "(1)" */
} MbLabelShape;

/* One way to read a label. */
typedef struct {
    MbLabelStyle style;
    MbLabelShape shape;
    int part[MB_LABEL_PARTS]; /* values, 0 and up; the last counts the items; unused ones are 0 */
    int parts;                /* how many, at least 1; bullets: 1 with value 0 */
    gunichar bullet;          /* the (last) bullet character; 0 for others */
} MbLabelReading;

/* A label at the start of a text. */
typedef struct {
    MbLabelReading reading[2]; /* the likelier first */
    int readings;              /* 1 or 2 */
    bool is_weak;              /* may as well be text ("o", "-", "3.5", "A."): wants a neighbour or an indent to prove it */
    guint length;              /* bytes from the start of the text to the end of the label */
    guint rest;                /* bytes to the first character after the white space that follows */
} MbLabel;

/*
 * Reads the label at the start of a text.
 *
 * text:           borrowed, UTF-8; leading white space counts into `length`.
 * is_symbol_font: the first character is set in a symbol font (Wingdings,
 *                 Symbol...): any single character is then a bullet. Without
 *                 it only real bullets, private-use characters, dashes, and
 *                 the symbol-font leftovers "o", "§", "Ø", "ü" and kin that
 *                 stand alone are.
 * label:          out; untouched on false.
 *
 * Two bullets in a row ("- §") are one label. Returns false when the text
 * starts with no label.
 */
bool mb_label_parse(const char *text, bool is_symbol_font, MbLabel *label);

/* A number from 1 to 99 as a small Roman numeral ("xiv"); caller frees with g_free. */
char *mb_label_dup_roman(int value);

/* The value that counts the items: the last part. 0 for bullets. */
int mb_label_value(const MbLabelReading *reading);

/* Whether a character is a bullet, in a symbol font or not. */
bool mb_char_is_bullet(gunichar c, bool is_symbol_font);

/* Whether a code point may be the sign of the number behind it: plus, the dashes that stand for minus, plus-minus. */
bool mb_char_is_sign(gunichar c);

/*
 * Whether `after` may be the next item of the list that `before` stands in:
 * same bullet, or same style with the value one higher and equal parts before
 * it. The shape may change ("1." then "2)" is met in real minutes).
 */
bool mb_label_follows(const MbLabelReading *before, const MbLabelReading *after);

/* The labels of the open lists, outermost first. Starts as all zeros; depth = 0 closes all lists. */
typedef struct {
    guint depth;
    struct {
        MbLabelReading reading; /* of the latest item */
        double indent;          /* points, or NAN */
    } open[MB_LABEL_DEPTH];
} MbLabelStack;

/* Where an item belongs. */
typedef struct {
    guint depth;            /* from 1 */
    bool continues;         /* next item of the open list of that depth; false: a new list */
    MbLabelReading reading; /* the reading that was chosen */
} MbLabelPlace;

/*
 * Decides the depth of an item and puts its label on the stack, closing the
 * deeper lists.
 *
 * stack:  changed.
 * label:  borrowed.
 * next:   the label of the item after this one, or NULL; tells "h) i) j)" from
 *         "h) i) ii)".
 * indent: left edge of the label in points, or NAN where unknown. Known
 *         indents decide for bullets and new lists; a number that continues
 *         an open list stays in it whatever its indent.
 */
MbLabelPlace mb_label_stack_place(MbLabelStack *stack, const MbLabel *label, const MbLabel *next, double indent);

#endif
