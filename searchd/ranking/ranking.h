/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ranking: every number that decides the order of hits, in one place. Figures
 * behind the choices: tests/relevance/README.md.
 */
#ifndef SEARCHD_RANKING_RANKING_H
#define SEARCHD_RANKING_RANKING_H

/* BM25 (Robertson and Zaragoza, 2009). */
#define BM25_K1 0.9 /* how fast more occurrences stop to count */
#define BM25_B  0.4 /* how much long pages are held back */

#define BM25_LENGTH_MIN 0.5 /* of the mean: shorter pages gain no more */

/* Of one occurrence of a word, against the word as written. */
#define WEIGHT_VARIANT     0.9 /* staedte for städte */
#define WEIGHT_PART        0.5 /* the word as a part of a compound */
#define WEIGHT_TRANSLATION 0.4 /* the word in the other language */
#define WEIGHT_OWN_SYNONYM 0.4 /* what the maintainer says means the same */
#define WEIGHT_PREFIX      0.5 /* what word* stands for */
#define WEIGHT_FORM        0.6 /* another form of the word: gewann for gewinnen */
#define WEIGHT_DERIVED     0.5 /* derived from it, or it from that */
#define WEIGHT_SYNONYM     0.2 /* of nearly the same meaning */
#define WEIGHT_TALK        0.5 /* words that say nothing by themselves: der, and */

/* Terms below it do not tell how frequent the word is. */
#define WEIGHT_COUNTS 0.5

/* For carrying all of a question's weight; a share of it brings its share. */
#define BONUS_SHARE 1.5

/*
 * What the best RESCORED_MAX matches gain when looked at closely, as shares of
 * a word's inverse document frequency.
 */
#define RESCORED_MAX     100
#define BONUS_EXACT      0.8 /* the word stands as it was typed, all are wanted */
#define BONUS_EXACT_SOME 0.2 /* the same in a question, of which some will do */
#define BONUS_CLOSE      0.3 /* within CLOSE_WORDS of the word after it */
#define BONUS_ORDERED    0.2 /* at most ORDERED_WORDS before the word after it */
#define ORDERED_WORDS    2   /* Förderung der Wirtschaft */
#define CLOSE_WORDS      8
#define BONUS_WEIGHT_MIN 0.3 /* of a term that may bring it */
#define BONUS_TITLE      0.2
#define BONUS_HEADING    0.1
#define BONUS_LEAD       0.1 /* in the first LEAD_BLOCKS of the text */
#define LEAD_BLOCKS      1

/*
 * Of the score of a page in the other language than that of a translated
 * query: names and numbers are the same in both and would carry it.
 */
#define WEIGHT_OTHER_LANGUAGE 0.82

/*
 * A sense of a word is taken if dictionary and pages together speak for it so
 * much, against the best one.
 */
#define SENSE_SHARE_MIN 0.2

/*
 * A word of both languages (gift) is taken as one of the language whose pages
 * have it, and as one of the other if that has so many against them.
 */
#define READING_SHARE_MIN 0.1

/* Of the scores of a compound's parts that stand near each other. */
#define WEIGHT_PARTS_NEAR 0.5

/* Words that lie between the first and the last of them, at most. */
#define NEAR_WORDS 8

/* Up to so many content words all of them are wanted; longer is a question. */
#define ALL_WORDS_MAX 2

/* Of a question's weight (inverse document frequency), what a page must carry. */
#define SOME_WORDS_SHARE 0.1

/*
 * Of the paraphrases of a question's words, parts that stand near each other, those on
 * the fewest pages are looked for: so many in any case, and more while they are together
 * on such a share of the pages.
 */
#define QUESTION_PARAPHRASES      3
#define QUESTION_PARAPHRASE_SHARE 0.25

/* What similar documents are found by, and the share of the document's own score they need. */
#define SIMILAR_WORDS     30
#define SIMILAR_SHARE_MIN 0.05

#endif
