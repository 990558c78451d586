/*
 * What the parts, the agenda and the decisions of a document are: edits of the
 * block tree that keep every word. Stage tag, for its own files.
 */
#ifndef MB_TAG_STRUCTURE_H
#define MB_TAG_STRUCTURE_H

#include "../rules.h"

/*
 * Finds the kind of document, and the parts of a pack.
 *
 * A document of one kind gets no PART; its kind is set in the facts
 * ("agenda", "minutes", "report", "letter", "presentation", "decisionNotice"),
 * that of several parts is "pack". An unknown kind stays unset.
 */
void mb_tag_parts(MbDocument *document, const MbRules *rules);

/*
 * Keeps on each page the number that its furniture prints (attribute "printed"): in a pack the pack's own, where papers
 * print theirs beside it. A page between two of one run gets its number though it does not print it.
 */
void mb_tag_printed_numbers(MbDocument *document);

/* Marks pages that only say that they are blank (attribute "kind", "blank"); what they say is no heading. */
void mb_tag_blank_pages(MbDocument *document, const MbRules *rules);

/* Whether the file's bookmarks are those of a pack: one of the first level says "Agenda". */
bool mb_document_has_pack_outline(const MbDocument *document, const MbRules *rules);

/*
 * Cuts the parts of a pack into papers and says of each which agenda item it belongs to (attribute "item", the number) and
 * its title ("title"), from the agenda's page ranges, stamps, bookmarks and titles. Appendices become parts of kind
 * "appendix". Sets the fact "supplement". To be called when all that is withheld is marked: the gate withholds a paper with
 * its appendices, and a title that is withheld is not told.
 */
void mb_tag_papers(MbDocument *document, const MbRules *rules);

/*
 * Takes a table of an agenda (number, title, pages) apart, so that its rows are leaves in which items are found: a title
 * keeps its pages as attributes "firstPage" and "lastPage".
 *
 * table: freed when it is such a table; no word is lost.
 *
 * Returns the first leaf that stands in its place, or the table.
 */
MbBlock *mb_agenda_unfold_table(const MbRules *rules, MbBlock *table);

/* Makes AGENDA_ITEM blocks in agendas and letters, and in minutes that stand alone. */
void mb_tag_agenda(MbDocument *document, const MbRules *rules);

/* Makes RESOLUTIONS blocks. */
void mb_tag_resolutions(MbDocument *document, const MbRules *rules);

/*
 * Takes the first decision that is a point of a list, or a sentence of one,
 * out of the list: a paragraph of the flow, where decisions are read. The
 * label of a point that is a decision from its first word on becomes text.
 *
 * list: changed; freed when nothing stays in it. What follows the decision is
 *       a list after the paragraph.
 *
 * Returns the paragraph, or the list when it holds no decision.
 */
MbBlock *mb_tag_lift_decision(const MbRules *rules, MbBlock *list);

/* Attribute of an introduction that is one sentence with its decision: "Members agreed" + "that ...". */
#define MB_RUNS_ON "runsOn"

/* The path of a decision without label until mb_tag_paths names it. */
#define MB_PATH_OPEN "u"

/*
 * Names each point of the RESOLUTIONS blocks (attribute "path"): the number of
 * its minute and the labels on the way to it, joined by points. Where no label
 * is printed: "-1" a bullet, the minute's number the only decision of its
 * minute, "u1" another.
 */
void mb_tag_paths(MbDocument *document);

/* Says of each point of a resolution its verb and who is to act (needs the names). */
void mb_tag_addressees(MbDocument *document, const MbRules *rules);

/*
 * Splits the label off the beginning of a leaf.
 *
 * leaf:   changed: its text loses the first `bytes` bytes; the words of the
 *         label stay with it as shown by structure.
 *
 * Returns the label without space at its ends; caller frees with g_free.
 */
char *mb_leaf_steal_label(MbBlock *leaf, guint bytes);

/* The PDF page that prints a page number ("Page 18" in its furniture, or its label), or 0. */
int mb_document_printed_page(const MbDocument *document, int printed);

#endif
