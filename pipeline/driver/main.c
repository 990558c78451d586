/* The minutebook command: finds the command in the table and calls it. */
#include "base/error.h"
#include "driver/commands.h"
#include "driver/worker.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary; /* NULL: not for people, not listed */
} commands[] = {
    {"run", mb_command_run, "take PDF, HTML and text files through the chain, one package each"},
    {"worker", mb_worker_main, NULL},
    {"status", mb_command_status, "tell what of an archive is done, failed and to be looked at"},
    {"search", mb_command_search, "search an archive"},
    {"people", mb_command_people, "tell who and which bodies an archive names"},
    {"verify", mb_command_verify, "check packages: fixity, completeness, references"},
    {"publish", mb_command_publish, "make pages and search records anew from the archive XML of packages"},
    {"index", mb_command_index, "build the catalogue and search index anew from the packages"},
    {"tables", mb_command_tables, "print the tables of a package or a document, with what their numbers prove"},
    {"show", mb_command_show, "print a readable tree of a pack XML or archive XML file"},
};

static void print_help(FILE *to)
{
    fputs("Usage: minutebook COMMAND [OPTION...]\n\nTurns councils' published papers into an archive.\n\nCommands:\n", to);
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        if (commands[i].summary)
            fprintf(to, "  %-8s  %s\n", commands[i].name, commands[i].summary);
    fputs("\n'minutebook COMMAND --help' tells the options of a command; 'minutebook --version' the version.\n", to);
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");     /* numbers in files never follow the user's language */
    signal(SIGXFSZ, SIG_IGN);       /* a full quota is an error of write, not a signal */
    if (argc < 2) {
        fputs("minutebook: no command given; 'minutebook --help' lists them\n", stderr);
        return MB_EXIT_USAGE;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
        print_help(stdout);
        return MB_EXIT_DONE;
    }
    if (!strcmp(argv[1], "--version")) {
        puts("minutebook " MB_VERSION);
        return MB_EXIT_DONE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        if (!strcmp(argv[1], commands[i].name))
            return commands[i].run(argc - 1, argv + 1);
    fprintf(stderr, "minutebook: unknown command '%s'; 'minutebook --help' lists them\n", argv[1]);
    return MB_EXIT_USAGE;
}
