/*
 * Which optional content (layers) a reader of the file sees when it is opened.
 * Room pdf only.
 *
 * Poppler leaves out what the default configuration switches off, and knows
 * nothing of usage: layers that a viewer switches off on the screen, or in
 * print.
 */
#ifndef MB_PDF_LAYERS_H
#define MB_PDF_LAYERS_H

#include "objects.h"

typedef struct MbLayers MbLayers;

/* How optional content shows. The order is that of secrecy: the first that holds for content and what it stands in. */
typedef enum {
    MB_SHOWN,
    MB_SHOWN_ON_SCREEN, /* not in print */
    MB_NOT_ON_SCREEN,   /* a viewer switches it off, Poppler does not */
    MB_SWITCHED_OFF     /* by default: Poppler leaves it out, too */
} MbShown;

/* Reads the catalog's layers; NULL when the file has none. Caller frees. */
MbLayers *mb_layers_new(const MbObjects *objects);
void mb_layers_free(MbLayers *layers);

/*
 * How content that belongs to a layer, or to a membership of layers, shows.
 *
 * layers: may be NULL: all shows.
 * ref:    reference to the layer (or its dictionary), as an /OC key or a property list names it; empty: all shows.
 */
MbShown mb_layers_find(const MbLayers *layers, MbView ref);

#endif
