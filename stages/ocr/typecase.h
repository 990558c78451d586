/*
 * A picture's own letters. What two passes of the reader agree on teaches how
 * each character looks in this picture; by those looks every cell is read
 * once more, mark by mark. Inside stage ocr only.
 *
 * The engine reads by what it learned from many faces and goes wrong where a
 * face is small and blurred, always alike; within a picture all characters come
 * from one or two faces and are blurred alike, and a 2 looks more like the other
 * 2s than like the 7s. So this reading makes other mistakes than the engine.
 */
#ifndef MB_OCR_TYPECASE_H
#define MB_OCR_TYPECASE_H

#include "sheet.h"

typedef struct MbTypecase MbTypecase;

/* An empty typecase for a sheet, which is borrowed. Caller frees with mb_typecase_free. */
MbTypecase *mb_typecase_new(const MbSheet *sheet);
void mb_typecase_free(MbTypecase *typecase);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbTypecase, mb_typecase_free)

/*
 * Takes the looks of a segment's characters. Does nothing where the marks
 * cannot be told apart as the text's characters.
 *
 * segment: a number of the segment's own; its looks are not used to read it again.
 * box:     of the segment on the sheet.
 * text:    read surely, without spaces.
 */
void mb_typecase_learn(MbTypecase *typecase, guint segment, MbPixelBox box, const char *text);

/* Forgets looks that were learned wrongly; called once, after all was learned. */
void mb_typecase_settle(MbTypecase *typecase);

/* What a segment reads by the looks of its marks. */
typedef struct {
    char *text;       /* without spaces; owned; "" when it has no marks */
    guint characters; /* its length */
    bool is_sure;     /* every mark looks clearly like one character */
} MbTypecaseReading;

/* Reads a segment; the caller frees the reading's text. */
MbTypecaseReading mb_typecase_read(const MbTypecase *typecase, guint segment, MbPixelBox box);

#endif
