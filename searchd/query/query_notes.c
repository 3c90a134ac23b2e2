/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/query_notes.h"

#include <string.h>

static const struct {
	const char *name, *text_de, *text_en;
} notes_said[NOTE_KIND_COUNT] = {
	[NOTE_MANY_WORDS] = {"many_words",
		"Das sind zu viele Wörter: Von hier an blieben sie unbeachtet.",
		"These are too many words: from here on they were left out."},
	[NOTE_MANY_WILDCARDS] = {"many_wildcards",
		"Es kann nur zwei Sternchen geben: Dieses blieb unbeachtet.",
		"There can be two asterisks: this one was left out."},
	[NOTE_SHORT_WILDCARD] = {"short_wildcard",
		"Vor einem Sternchen müssen mindestens drei Buchstaben stehen.",
		"An asterisk needs three letters before it, at least."},
	[NOTE_DEEP] = {"deep",
		"Klammern sind zu tief ineinander: Diese blieb unbeachtet.",
		"Parentheses are nested too deep: this one was left out."},
	[NOTE_DISTANCE] = {"distance", "Ein Abstand kann höchstens 100 Wörter sein.",
		"A distance can be 100 words at most."},
	[NOTE_VALUE] = {"value",
		"Dies ist kein Wert dieses Feldes; danach wurde als Text gesucht.",
		"This is no value of the field; it was searched for as text."},
	[NOTE_UNKNOWN_VALUE] = {"unknown_value",
		"Keine Seite hat diesen Wert. Mehrere Wörter brauchen Anführungszeichen.",
		"No page has this value. Several words need quotation marks."},
	[NOTE_UNKNOWN_FILTER] = {"unknown_value", "Keine Seite hat diesen Wert.",
		"No page has this value."},
	[NOTE_NAME] = {"unknown_field",
		"Ein Feld dieses Namens gibt es nicht; danach wurde als Text gesucht.",
		"There is no field of this name; it was searched for as text."},
	[NOTE_NOTHING] = {"no_value",
		"Der Wert eines Feldes muss direkt hinter dem Doppelpunkt stehen; danach "
		"wurde als Text gesucht.",
		"The value of a field must stand right behind the colon; it was searched "
		"for as text."},
	[NOTE_OPERATOR] = {"operator",
		"Hier gibt es nichts zu verknüpfen; danach wurde als Wort gesucht.",
		"There is nothing to be tied here; it was searched for as a word."},
};

void query_notes_add(
	struct query_notes *notes, enum query_note_kind kind, size_t start, size_t end)
{
	if (!notes->items[kind].end)
		notes->items[kind] = (struct typed_bytes){start, end};
}

void query_notes_add_filter(
	struct query_notes *notes, enum field filter, const char *value)
{
	if (notes->items[NOTE_UNKNOWN_FILTER].end)
		return;
	query_notes_add(notes, NOTE_UNKNOWN_FILTER, 0, strlen(value));
	notes->filter = filter;
	notes->filter_value = value;
}

const char *query_notes_noted(
	const struct query_notes *notes, enum query_note_kind kind, const char *query)
{
	return kind == NOTE_UNKNOWN_FILTER ? notes->filter_value : query;
}

const char *query_notes_parameter(
	const struct query_notes *notes, enum query_note_kind kind)
{
	return kind == NOTE_UNKNOWN_FILTER ? fields[notes->filter].name : "q";
}

const char *query_notes_name(enum query_note_kind kind)
{
	return notes_said[kind].name;
}

const char *query_notes_text(enum query_note_kind kind, enum language language)
{
	return language == LANGUAGE_DE ? notes_said[kind].text_de
				       : notes_said[kind].text_en;
}
