/*
 * What a program works with beside its own code, as words of one line: "poppler/22.12.0" for a library by its version, "eng=0f3a9c..." for
 * data by the first 16 digits of their SHA-256. Room base.
 *
 * Such a line goes into the history of a document, so that every output tells what made it.
 */
#ifndef MB_BASE_TOOLS_H
#define MB_BASE_TOOLS_H

#include <glib.h>

/* Appends a library or program; spaces in the version become '-'. */
void mb_tools_add(GString *tools, const char *name, const char *version);

/* Appends a file of data by its content ("none" when it cannot be read). About 5 ms a megabyte. */
void mb_tools_add_file(GString *tools, const char *name, const char *path);

/*
 * Appends the files of a folder as one entry, by their names and contents in the order of their names; nothing when there are none.
 * Folders in it are not looked into.
 */
void mb_tools_add_folder(GString *tools, const char *name, const char *folder);

#endif
