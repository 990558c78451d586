/*
 * One JSON object a line, for machines that read what commands print. Room driver.
 */
#ifndef MB_DRIVER_REPORT_H
#define MB_DRIVER_REPORT_H

#include "archive/alike.h"

#include <json-glib/json-glib.h>

/* Adds a member; none when value is NULL. Invalid UTF-8 is made valid. */
void mb_report_put_string(JsonBuilder *builder, const char *name, const char *value);
void mb_report_put_int(JsonBuilder *builder, const char *name, gint64 value);

/* "same text pack, pages 2 to 5, and minutes, pages 1 to 4 (81 %)"; caller frees. */
char *mb_report_dup_alike(const MbAlike *alike);

/* Ends the object, prints it on a line of standard output. */
void mb_report_print(JsonBuilder *builder);

#endif
