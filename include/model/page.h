/*
 * What stands on a page, as found: words, images, links, drawn rules and
 * shaded areas, regions read from pixels. Room model.
 *
 * extract fills words, images and links, and the rules and shades of pages whose content it understands ("drawing");
 * ocr adds words, regions and the other pages' rules and shades. Later stages read pages and never change a word: what they make of
 * it is in the blocks (model/block.h), which point back by page and word index.
 *
 * Invariants: words are never removed or moved in their array once made, only
 * appended (blocks hold indices). Boxes are in points of the page as it is
 * shown (after /Rotate and the crop box), origin top left.
 */
#ifndef MB_MODEL_PAGE_H
#define MB_MODEL_PAGE_H

#include "model/attrs.h"
#include "model/box.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Where text came from. */
typedef enum {
    MB_ORIGIN_TEXT, /* the file's own text */
    MB_ORIGIN_OCR,  /* read from pixels */
    MB_ORIGIN_MIXED /* both; for blocks only */
} MbOrigin;

/* Why a word is not seen by a reader of the page; MB_HIDDEN_NOT is seen. */
typedef enum {
    MB_HIDDEN_NOT,
    MB_HIDDEN_INVISIBLE, /* rendering mode 3 or fully transparent */
    MB_HIDDEN_OFF_PAGE,  /* outside the crop box */
    MB_HIDDEN_COLOUR,    /* the colour of what lies under it */
    MB_HIDDEN_TINY,      /* smaller than 1 point */
    MB_HIDDEN_COVERED,   /* under an opaque box or image */
    MB_HIDDEN_REPLACED,  /* text layer judged bad, read again from pixels */
    MB_HIDDEN_LAYER      /* on a layer that a viewer switches off */
} MbHidden;

/* A typeface as named in the file. */
typedef struct {
    char *name; /* without subset prefix; owned */
    bool bold, italic, fixed;
    bool symbol; /* Symbol, Wingdings, Webdings, ZapfDingbats and kin */
} MbFont;

/* One reading that the reader also thought possible. */
typedef struct {
    char *text; /* owned */
    double conf;
} MbReading;

/* A word: text without white space, in one font on one line. */
typedef struct {
    const char *text; /* UTF-8; owned by the page's string store */
    MbBox box;        /* points */
    double baseline;  /* y of the baseline in points; for turned words the box edge that text stands on */
    double size;      /* font size in points as shown; for OCR words an estimate */
    int font;         /* index in the document's fonts, or -1 */
    uint32_t colour;  /* 0xRRGGBB */
    int16_t turn;     /* clockwise quarter turns of the writing, 0 to 3 */
    int16_t region;   /* index in the page's regions, or -1 */
    int32_t link;     /* index in the page's links, or -1 */
    int32_t tagged;   /* index in the document's tagged elements, or -1 */
    uint8_t origin;   /* MbOrigin, TEXT or OCR */
    uint8_t hidden;   /* MbHidden */
    bool glued;       /* no space stands between this word and the one before it in the file's order */
    bool underlined;  /* a rule runs under it */
    float conf;       /* 0 to 1; 1 for text of the file */
    float rise, stroke; /* height of the letters over the baseline, width of their stems: points, 0 unknown; stage ocr's own, in no file */
    GArray *readings; /* of MbReading, or NULL; owned */
} MbWord;

/* An image placed on the page. */
typedef struct {
    int id;                    /* number that the pdf room uses to fetch its pixels; -1 none */
    MbBox box;                 /* points */
    int width_px, height_px;   /* native size; 0 unknown */
    bool is_upright;           /* drawn neither turned, mirrored nor slanted: its native pixels show what the page shows */
} MbImage;

/* A link area. */
typedef struct {
    MbBox box;
    char *uri;     /* owned; NULL for a jump inside the document */
    int page;      /* target page from 1, 0 for a uri */
} MbLink;

/* A straight drawn line or edge, horizontal or vertical: x0==x1 or y0==y1 up to its thickness. */
typedef struct {
    MbBox box;        /* points; its thin side is the line's thickness */
    bool vertical;
    uint32_t colour;  /* 0xRRGGBB */
    int region;       /* -1 from the page's drawing, else found inside that region's pixels */
} MbRule;

/* A filled rectangle behind text. */
typedef struct {
    MbBox box;
    uint32_t colour;
} MbShade;

/* What a region of the page is taken for. */
typedef enum {
    MB_REGION_SCAN,       /* the page, or most of it, as one picture */
    MB_REGION_TABLE,      /* picture of a table */
    MB_REGION_CHART,      /* chart: its lettering is figure text */
    MB_REGION_TEXT,       /* picture of text, or text drawn as paths */
    MB_REGION_PHOTO,      /* photograph: nothing is read */
    MB_REGION_DECORATION  /* logo, banner, background: nothing is read */
} MbRegionKind;

/* A part of the page that was looked at as pixels. */
typedef struct {
    MbRegionKind kind;
    MbBox box;         /* points */
    int image;         /* index in the page's images, or -1 */
    char *reason;      /* why it was read, or was not; owned */
    double dpi;        /* resolution of the picture that was read; 0 if none */
    MbAttrs *attrs;    /* reader, language, preparation steps, turn, skew in millidegrees ("skew_mdeg") */
} MbRegion;

/* One page. */
typedef struct {
    int number;         /* from 1, position in the file */
    char *label;        /* printed page label of the file (/PageLabels), or NULL; owned */
    double width, height; /* points, as shown */
    int rotate;         /* /Rotate of the file in degrees: 0, 90, 180, 270 (already applied) */
    bool is_flowed;     /* HTML or plain text: no geometry, words may be empty */
    bool is_tagged;     /* the file's structure tree covers this page */
    GArray *words;      /* MbWord */
    GArray *images;     /* MbImage */
    GArray *links;      /* MbLink */
    GArray *rules;      /* MbRule */
    GArray *shades;     /* MbShade */
    GArray *regions;    /* MbRegion */
    GStringChunk *store; /* texts of the words */
    MbAttrs *attrs;     /* facts: "ocr" (yes/no/part), "mean_conf", "kind", "drawing" (known), "doubt" (why a picture is needed) */
} MbPage;

/* A new page without content; caller frees with mb_page_free. */
MbPage *mb_page_new(int number, double width, double height);
void mb_page_free(MbPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbPage, mb_page_free)

/*
 * Appends a word whose text is copied into the page's store.
 *
 * word: borrowed, except its readings, which are taken.
 *
 * Returns the word's index.
 */
guint mb_page_append_word(MbPage *page, const MbWord *word);

/* A word with all fields at their neutral values (font, region and link -1, conf 1). */
MbWord mb_word_init(void);

/* The i-th word, borrowed, valid until the next append. */
MbWord *mb_page_word(const MbPage *page, guint i);

/* Appends with copies of the strings inside. Return the index. */
guint mb_page_append_image(MbPage *page, MbImage image);
guint mb_page_append_link(MbPage *page, MbBox box, const char *uri, int target_page);
guint mb_page_append_region(MbPage *page, MbRegionKind kind, MbBox box, int image, const char *reason);

/*
 * Makes a rule as thin as its stroke, around the middle of its box, which may
 * be that of its ragged edges.
 *
 * rule:      changed in place; `vertical` says which side is the thin one.
 * thickness: points.
 */
void mb_rule_narrow(MbRule *rule, double thickness);
MbRegion *mb_page_region(const MbPage *page, guint i);

/* Names as they stand in pack XML, and back; `from` gives false for an unknown name. */
const char *mb_origin_name(MbOrigin origin);
bool mb_origin_from_name(const char *name, MbOrigin *origin);
const char *mb_hidden_name(MbHidden hidden);
bool mb_hidden_from_name(const char *name, MbHidden *hidden);
const char *mb_region_kind_name(MbRegionKind kind);
bool mb_region_kind_from_name(const char *name, MbRegionKind *kind);

#endif
