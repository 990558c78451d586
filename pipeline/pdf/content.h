/*
 * What a page's content draws and Poppler's glib interface does not tell: where each stretch of text begins and whether it
 * is invisible or marked, how images are placed, what is painted. Room pdf only.
 */
#ifndef MB_PDF_CONTENT_H
#define MB_PDF_CONTENT_H

#include "layers.h"
#include "model/page.h"
#include "objects.h"
#include "path.h"

/* Where a stretch of text begins. */
typedef struct {
    double x, y;      /* points as shown: where the first glyph stands on its baseline */
    int32_t mcid;     /* marked-content id, or -1 */
    int16_t turn;     /* clockwise quarter turns */
    bool invisible;   /* rendering mode 3 or 7 */
    bool artifact;    /* marked as page furniture */
    bool is_odd;      /* what shows of it cannot be told from its colour: outlined, faint, patterned, cut by a shape */
    guint paint;      /* number of paints before it */
    MbBox clip;       /* outside of which nothing of it shows */
    MbShown shown;    /* whether it stands on a layer that is switched off */
    bool is_masked;   /* the file says that it stands for other text than its glyphs, which are all alike: a bar of them */
    bool placed;      /* the file says where; else the stretch follows the one before, and x, y are that one's */
} MbMark;

/* An image as drawn. */
typedef struct {
    MbBox box;
    int width_px, height_px;
    bool is_upright; /* neither turned, mirrored nor slanted as the page is shown */
    bool is_whole;   /* all of it is drawn, opaque, and nothing but text may be drawn over it; known of those with a stream alone */
    MbView stream;   /* of the first images of a page that are objects: dictionary and bytes; else empty */
} MbDrawn;

/* How many images of a page are watched for what is drawn over them: a page of more holds pieces of a picture. */
#define MB_WATCHED_IMAGES 16

/* Text that Poppler leaves out, since no reader sees it. */
typedef enum {
    MB_DROPPED_LAYER, /* on a layer that is switched off */
    MB_DROPPED_PLACE, /* outside the page as cropped */
    MB_DROPPED_SIZE,  /* without size */
    MB_DROPPED_KINDS
} MbDroppedKind;

typedef struct {
    guint pieces; /* shown in one go each: words or lines */
    MbBox box;    /* around where they begin */
} MbDropped;

typedef struct {
    MbStreamResult result; /* how reading the content went; all else is empty unless MB_STREAM_READ */
    GArray *marks;         /* MbMark, in the file's order */
    GArray *images;        /* MbDrawn, in the file's order */
    GArray *paints;        /* MbPaint, in the file's order */
    GArray *sides;         /* MbSide, of the paints */
    MbDropped dropped[MB_DROPPED_KINDS];
    guint watched[MB_WATCHED_IMAGES], watched_count; /* indices of the images with a stream */
    bool has_ink;          /* whether anything but text is painted */
    bool has_layers;       /* parts that a reader may switch off */
    bool is_cut_short;     /* some of the content was not looked at */
    bool has_invisible, has_marked; /* whether any text is */
} MbContent;

/*
 * Interprets a page's content as far as it is needed here: matrices, text positions, marked content, images, forms, paths.
 *
 * index: of the page, from 0.
 * crop:  the crop box in the file's own coordinates, y up (y0 the lower edge).
 * layers: of the file, or NULL.
 *
 * Never NULL. Caller frees with mb_content_free. About 0.1 ms a page.
 */
MbContent *mb_content_read(const MbObjects *objects, guint index, MbBox crop, const MbLayers *layers);

/*
 * From the file's coordinates to those of the page as shown: cropped, turned, y down.
 *
 * crop:   in the file's own coordinates, y up.
 * rotate: 0, 90, 180 or 270.
 */
MbMatrix mb_content_shown_matrix(MbBox crop, int rotate);

/* Content of which nothing is known; caller frees. */
MbContent *mb_content_new(void);

/* Frees content; NULL is allowed. */
void mb_content_free(MbContent *content);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbContent, mb_content_free)

#endif
