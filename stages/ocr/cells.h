/*
 * What was read of one segment of a picture, several times, and the choice
 * among the readings. Inside stage ocr only.
 */
#ifndef MB_OCR_CELLS_H
#define MB_OCR_CELLS_H

#include "reader/reader.h"

#include <glib.h>
#include <stdbool.h>

enum { MB_OCR_PASSES = 3 };

/* Words of each pass, MbReadWord in sheet pixels; NULL until read. */
typedef struct {
    GArray *words[MB_OCR_PASSES];
} MbOcrCell;

/* Frees what a cell owns; a GDestroyNotify for arrays of cells. */
void mb_ocr_cell_clear(gpointer cell);

/* The texts of words with something between them; words may be NULL. Caller frees. */
char *mb_ocr_dup_joined(const GArray *words, const char *between);

/* The smallest confidence among words, 0 for none: a reading is as sure as its weakest part. */
double mb_ocr_least_conf(const GArray *words);

/* How many of the passes read a cell as this one did, itself left out. */
guint mb_ocr_cell_count_votes(const MbOcrCell *cell, int pass);

/*
 * Which of a cell's readings to take: the one that most passes agree on, else
 * the best looking; then the one among the others that has the same digits and
 * more separators, or the same letters and more or surer words.
 */
int mb_ocr_cell_choose(const MbOcrCell *cell);

/* The text of a cell that two passes read alike and surely, without spaces; else NULL. Caller frees. */
char *mb_ocr_cell_dup_sure(const MbOcrCell *cell);

/*
 * Settles what a cell says. Its passes, and the reading by looks, are compared:
 * where they differ in a figure the better is taken, its confidence lies under
 * what passes for sure, and the other is kept with the word.
 *
 * looks: what the typecase surely reads, without spaces; NULL when it is not sure.
 * characters: how many characters the cell's marks make, read or not.
 *
 * Returns the words, MbReadWord, borrowed from the cell.
 */
GArray *mb_ocr_cell_settle(MbOcrCell *cell, const char *looks, guint characters);

#endif
