/*
 * The commands of `minutebook`. Room driver.
 *
 * Each takes its arguments (argv[0] is the command's name), writes results to
 * standard output and one line a failure to standard error, and returns an
 * MbExit. A new command is one function and one row in main.c.
 */
#ifndef MB_DRIVER_COMMANDS_H
#define MB_DRIVER_COMMANDS_H

#include <glib.h>
#include <stdbool.h>

int mb_command_run(int argc, char **argv);  /* documents through the chain into packages */
int mb_command_show(int argc, char **argv); /* a readable tree of pack XML or archive XML */
int mb_command_tables(int argc, char **argv); /* the tables of a package or a document, with their checks */

int mb_command_verify(int argc, char **argv);  /* fixity, completeness, references */
int mb_command_search(int argc, char **argv);  /* what an archive says about something */
int mb_command_status(int argc, char **argv);  /* what an archive holds and what went wrong */
int mb_command_people(int argc, char **argv);  /* who and which bodies an archive names */
int mb_command_publish(int argc, char **argv); /* pages and records made anew from archive XML */
int mb_command_index(int argc, char **argv);   /* the catalogue built anew from the packages */

/*
 * Reads a command's options.
 *
 * usage:   borrowed; what follows the options, for --help: "FILE...".
 * summary: borrowed; a paragraph for --help.
 *
 * Returns false with the error of GOption or of our own. Prints the help and
 * ends the program with status 0 on --help.
 */
bool mb_command_parse(const char *usage, const char *summary, const GOptionEntry *entries, int *argc, char ***argv, GError **error);

/*
 * Prints "minutebook: subject: message" to standard error, on one line.
 *
 * subject: borrowed; file or folder, or NULL.
 *
 * Returns the exit status of the error.
 */
int mb_command_fail(const char *subject, const GError *error);

/* Whether exactly one argument was given; else MB_ERROR_USAGE, with `missing` when there is none. */
bool mb_command_check_one(char **rest, const char *missing, GError **error);

#endif
