/*
 * Paths of a page's content, and what painting them leaves: boxes, lines, shapes. Room pdf only.
 *
 * Only what stands parallel to the page's sides is kept as it is; all else is a shape of which the box is known.
 */
#ifndef MB_PDF_PATH_H
#define MB_PDF_PATH_H

#include "model/box.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    double a, b, c, d, e, f;
} MbMatrix;

/* What is applied first comes first. */
MbMatrix mb_matrix_multiply(MbMatrix first, MbMatrix second);

/* What a paint leaves. */
typedef enum {
    MB_PAINT_BOX,     /* its box, filled; or what lies between its sides, where it has some */
    MB_PAINT_PICTURE, /* its box, filled with what is not known here: an image, a pattern, a shading */
    MB_PAINT_SHAPE    /* some of its box */
} MbPaintKind;

/* A left or right side of a filled area. */
typedef struct {
    double x, y0, y1;
    int sign; /* 1 when it runs down, -1 when up */
} MbSide;

typedef struct {
    MbBox box;        /* points as shown, cut by the clip path */
    MbPaintKind kind;
    uint32_t colour;  /* 0xRRGGBB; of boxes and shapes */
    double alpha;     /* 0 to 1, above 0 */
    guint first, sides; /* in the sides of the content; 0 sides: the whole box */
    bool even_odd;
} MbPaint;

/* What paths are painted with. */
typedef struct {
    uint32_t colour;
    double alpha;
    bool is_pattern;    /* the colour is none */
    MbBox clip;         /* nothing is painted outside; x0 >= x1 or y0 >= y1: nothing at all */
    bool is_clip_shape; /* only some of the clip box is painted */
    double width[2];    /* of strokes along x and along y, points */
    double reach;       /* how far strokes go on behind their ends, as a part of their width */
    double gap;         /* the widest gap of dashes, points */
} MbInk;

typedef struct MbPath MbPath;

MbPath *mb_path_new(void);
void mb_path_free(MbPath *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbPath, mb_path_free)

/* Leaves the path without points. */
void mb_path_clear(MbPath *path);

/* The path's operators; x and y as the file has them, `m` takes them to points as shown. */
void mb_path_move(MbPath *path, MbMatrix m, double x, double y);
void mb_path_line(MbPath *path, MbMatrix m, double x, double y);
void mb_path_curve(MbPath *path, MbMatrix m, double x, double y);
void mb_path_box(MbPath *path, MbMatrix m, double x, double y, double width, double height);
void mb_path_close(MbPath *path);

/* Appends what filling or stroking leaves. paints: of MbPaint; sides: of MbSide. */
void mb_path_fill(const MbPath *path, const MbInk *ink, bool even_odd, GArray *paints, GArray *sides);
void mb_path_stroke(const MbPath *path, const MbInk *ink, GArray *paints);

/* A box around all points; empty without any. Control points of curves are none. */
MbBox mb_path_bounds(const MbPath *path);

/* Cuts the ink's clip box. */
void mb_path_clip(const MbPath *path, MbInk *ink);

/* Appends a paint of the ink, unless nothing of it shows. */
void mb_paint_append(GArray *paints, const MbInk *ink, MbPaintKind kind, MbBox box);

#endif
