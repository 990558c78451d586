/*
 * Amounts: the numbers of tables as exact decimals. Part of stage repair.
 *
 * An amount is a whole number of ten-thousandths, so sums never round. Numbers
 * with more than four decimals or more than twelve digits before the point are
 * no amounts: no relation of a council's table needs them.
 */
#ifndef MB_REPAIR_TABLE_AMOUNT_H
#define MB_REPAIR_TABLE_AMOUNT_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define MB_AMOUNT_UNIT 10000 /* one, in ten-thousandths */
#define MB_AMOUNT_PLACES 4   /* most decimals */

typedef enum {
    MB_AMOUNT_EMPTY,     /* no text */
    MB_AMOUNT_NIL,       /* "-", "nil": nothing to count, 0 in a sum */
    MB_AMOUNT_ABSENT,    /* "n/a", "*", "..": not known */
    MB_AMOUNT_VALUE,     /* a number in a proper form */
    MB_AMOUNT_MALFORMED, /* digits, or letters that look like digits, in no proper form: "23,38", "1,2O4", "29 53" */
    MB_AMOUNT_NAME,      /* digits that name something and count nothing: a date, a time, a reference, a year at the head of a row */
    MB_AMOUNT_WORDS      /* anything else */
} MbAmountKind;

typedef struct {
    MbAmountKind kind;
    int64_t value;    /* VALUE: ten-thousandths */
    int places;       /* VALUE: decimals as printed */
    bool is_percent;  /* "%" stands behind the digits */
    bool has_commas;  /* thousands are grouped */
    bool has_plus;    /* "+" before the digits */
    bool is_accounts; /* negative by brackets */
    bool is_lettered; /* a letter or word behind the number gives the sign: "12 A", "12 (fav)"; adverse is negative */
    bool is_irregular; /* a nought before other digits, or none before the point */
    bool is_odd;       /* MALFORMED only because it does not print as its neighbours; the value is what the text says */
    guint core, core_end; /* VALUE and MALFORMED: bytes of sign, brackets and digits, without currency, unit and percent sign */
} MbAmount;

/*
 * Reads the text of a cell.
 *
 * text: borrowed. Signs may stand apart ("- 3.1"), brackets mean negative,
 *       pound, euro and dollar signs, a percent sign and units ("pp", "FTE") are no part of the value.
 *
 * Returns the amount; never fails: what is no number is of another kind.
 */
MbAmount mb_amount_read(const char *text);

/*
 * Writes a value in the manner of another amount.
 *
 * value:  ten-thousandths.
 * like:   borrowed; gives commas, plus sign and brackets.
 * places: decimals wanted at least; more are written when the value has them.
 *
 * Caller frees with g_free.
 */
char *mb_amount_format(int64_t value, const MbAmount *like, int places);

/* Decimals that a value needs, 0 to 4. */
int mb_amount_places(int64_t value);

/* 10 to the power of `places`, 0 to 18. */
int64_t mb_amount_power(int places);

/* The digit that a letter or sign is read for ("O" for 0, "l" for 1), or 0 when it is none. */
char mb_amount_digit_of(gunichar c);

#endif
