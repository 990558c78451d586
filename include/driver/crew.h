/*
 * Many jobs at once, and their way into the catalogue. Room driver.
 */
#ifndef MB_DRIVER_CREW_H
#define MB_DRIVER_CREW_H

#include "archive/catalogue.h"
#include "driver/job.h"
#include "driver/outcome.h"

typedef struct MbCrew MbCrew;

/*
 * Makes a crew of `threads` threads, each calling one worker at a time. Where
 * there are fewer documents than threads, workers get more threads.
 *
 * catalogue, outcome: borrowed; used only in mb_crew_run, on the caller's thread.
 *                     catalogue may be NULL: packages outside an archive.
 *
 * Caller frees with mb_crew_free.
 */
MbCrew *mb_crew_new(MbCatalogue *catalogue, MbOutcome *outcome, int threads);
void mb_crew_free(MbCrew *crew);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbCrew, mb_crew_free)

/* Adds a job (taken); name: as the user named the document, copied. */
void mb_crew_take_job(MbCrew *crew, MbJob *job, const char *name);

/*
 * Runs all jobs to their end and enters each in catalogue and outcome.
 *
 * On SIGINT, SIGTERM and SIGHUP workers are ended and what was being built is
 * removed; the signal's number is returned then, 0 else.
 */
int mb_crew_run(MbCrew *crew);

#endif
