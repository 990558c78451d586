/*
 * The machine that reads a page's content: its state, and the operators by what they are about. For content.c, paints.c and
 * operators.c of room pdf only.
 */
#ifndef MB_PDF_MACHINE_H
#define MB_PDF_MACHINE_H

#include "colour.h"
#include "content.h"

#define OPERANDS 6

/* What paths and text are painted with: for filling and for stroking. */
typedef enum { FILL, STROKE, INKS } InkKind;

/* What q saves and Q restores, as far as it is needed here. */
typedef struct {
    MbMatrix ctm;
    double leading, rise, size;
    int render;
    MbInk ink[INKS]; /* their clip is one */
    MbSpace space[INKS];
    double line_width;
    bool is_mixed;   /* what is painted mixes with what lies below otherwise than as a layer over it */
} State;

/* What was looked up last in the resources; content asks for one graphics state after the other, mostly the same. */
typedef struct {
    MbView resources, name, value;
} Found;

/* What an open marked-content sequence says. */
typedef struct {
    int32_t mcid;
    bool artifact;
    bool has_text; /* it says which text it stands for */
    MbShown shown;
} Marked;

typedef struct {
    const MbObjects *objects;
    MbContent *content;
    MbView resources;
    State state;
    GArray *saved;  /* State */
    GArray *marked; /* Marked */
    MbMatrix text, line;
    bool moved;     /* since text was last shown */
    double numbers[OPERANDS];
    int count;      /* of numbers, OPERANDS at most: the last ones */
    MbView name, properties, array, string;
    const MbLayers *layers;
    MbShown shown;  /* of the form */
    MbBox page;     /* as shown, from 0, 0 */
    MbPath *path;
    bool is_clip;   /* the path is to cut what follows, once painted */
    bool is_curved; /* the path may be larger than its points tell */
    Found states, spaces;
    gint64 tokens, lookups;
    int depth;      /* of forms */
} Machine;


/* The operators that matter here; all others only end their operands. */
typedef enum {
    OP_OTHER,
    /* text, states, objects: content.c */
    OP_Q, OP_UNQ, OP_CM, OP_BT, OP_TM, OP_TD, OP_TD_LEADING, OP_NEXT, OP_LEADING, OP_RISE, OP_FONT, OP_RENDER, OP_SHOW, OP_NEXT_SHOW,
    OP_DO, OP_BMC, OP_BDC, OP_EMC,
    /* paths and inks: paints.c */
    OP_MOVE, OP_LINE, OP_CURVE, OP_CURVE_SHORT, OP_CLOSE, OP_BOX, OP_END, OP_CLIP,
    OP_STROKE, OP_CLOSE_STROKE, OP_FILL, OP_FILL_EVEN_ODD, OP_BOTH, OP_BOTH_EVEN_ODD, OP_CLOSE_BOTH, OP_CLOSE_BOTH_EVEN_ODD,
    OP_GREY, OP_GREY_STROKE, OP_RGB, OP_RGB_STROKE, OP_CMYK, OP_CMYK_STROKE, OP_SPACE, OP_SPACE_STROKE, OP_COLOUR, OP_COLOUR_STROKE,
    OP_WIDTH, OP_CAP, OP_DASH, OP_STATE, OP_SHADING
} Operator;

/* The operator of a word. */
Operator mb_operator_find(MbView word);

/* The i-th of the last n numbers, 0 where there are fewer. */
double mb_machine_operand(const Machine *m, int n, int i);

/* A resource by category and name; what it costs is counted, since a page may ask for many of a long list. */
MbView mb_machine_find(Machine *m, const char *category, MbView name);

/* As mb_machine_find, not resolved: a reference stays one. */
MbView mb_machine_find_entry(Machine *m, const char *category, MbView name);

/* How what is drawn now shows, by the layers that it stands in. */
MbShown mb_machine_shown(const Machine *m);

/* Notes that something is drawn in a box, and so perhaps over images that are watched. */
void mb_machine_cover(Machine *m, MbBox box);

/* Obeys an operator of paths and inks. */
void mb_machine_paint(Machine *m, Operator operator);

/* The ink in force, as it is to be painted with. */
MbInk mb_machine_ink(const Machine *m, InkKind kind);

#endif
