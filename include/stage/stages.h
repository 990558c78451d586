/*
 * The stages in the order of the chain. Each is defined in stages/<name>/.
 * Room stage; included by the driver, the tests and each stage's main.c.
 */
#ifndef MB_STAGE_STAGES_H
#define MB_STAGE_STAGES_H

#include "stage/stage.h"

extern const MbStage mb_stage_extract;
extern const MbStage mb_stage_ocr;
extern const MbStage mb_stage_layout;
extern const MbStage mb_stage_repair;
extern const MbStage mb_stage_tag;
extern const MbStage mb_stage_write;
extern const MbStage mb_stage_publish;
extern const MbStage mb_stage_index;

#endif
