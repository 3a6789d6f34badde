// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/documenttextbinding.h>

#include <QtCore/QPointer>
#include <QtGui/QTextCursor>
#include <QtGui/QTextDocument>

#include <algorithm>

namespace Racer {

namespace {

// A carriage return would begin a paragraph together with the line feed after it, and all places behind it would
// differ: it is shown as a sign without a width.
constexpr char16_t ShownReturn = u'\u2060';

// One sign of the document for each of the text, whatever the sign; comparing is done with what is shown.
void toShown(QString &text)
{
    for (QChar &sign : text) {
        if (sign == u'\r')
            sign = ShownReturn;
        else if (sign == QChar::ParagraphSeparator || sign == QChar::LineSeparator)
            sign = u'\n';
    }
}

QString shown(QStringView text)
{
    QString result = text.toString();
    toShown(result);
    return result;
}

} // namespace

class DocumentTextBindingPrivate
{
public:
    QPointer<QTextDocument> document;
    QMetaObject::Connection changes;
    bool hadUndo = false;

    [[nodiscard]] QString read(qsizetype from, qsizetype to) const
    {
        QTextCursor cursor(document);
        cursor.setPosition(int(from));
        cursor.setPosition(int(to), QTextCursor::KeepAnchor);
        QString text = cursor.selectedText();
        toShown(text);
        return text;
    }
    [[nodiscard]] TextSplice changed(const QString &before, int position, int removed, int added) const;
    void leave();
};

/*!
    \class Racer::DocumentTextBinding
    \inmodule Racer
    \brief Keeps the plain text of a QTextDocument and the string at a path of a model the same.

    \code
    new Racer::DocumentTextBinding(document, model.at(u"notes.n1.text"), document);
    \endcode

    Paragraphs are lines of the text; formats are not shared, and changing them writes nothing. The document's own undo
    is switched off while it is bound, since it would take back others' edits: see TextBinding::undo(). TextEditBinding
    does the same for a widget and keeps its caret, and TextBinding in QML for a TextArea.
*/
DocumentTextBinding::DocumentTextBinding(QObject *parent)
    : TextBinding(parent), d(std::make_unique<DocumentTextBindingPrivate>())
{
}

/*! Binds \a document to the path of \a model, whose text it shows from then on. */
DocumentTextBinding::DocumentTextBinding(QTextDocument *document, const Model &model, QObject *parent)
    : DocumentTextBinding(parent)
{
    setDocument(document);
    setSource(model);
}

DocumentTextBinding::~DocumentTextBinding()
{
    d->leave();
}

/*! The document that is bound, or nullptr. */
QTextDocument *DocumentTextBinding::document() const
{
    return d->document;
}

/*! Binds \a document, and lets the one before keep what it shows. */
void DocumentTextBinding::setDocument(QTextDocument *document)
{
    if (d->document == document)
        return;
    d->leave();
    d->document = document;
    if (!document)
        return;
    d->hadUndo = document->isUndoRedoEnabled();
    document->setUndoRedoEnabled(false);
    document->documentLayout(); // made by this: without one a document does not tell of its changes
    d->changes = connect(document, &QTextDocument::contentsChange, this, [this](int position, int removed, int added) {
        if (isEditing() || !sharedText()->source().isValid())
            return;
        if (const TextSplice splice = d->changed(sharedText()->text(), position, removed, added); !splice.isNull())
            edited(splice);
    });
    load();
}

bool DocumentTextBinding::hasEditor() const
{
    return d->document;
}

QString DocumentTextBinding::editorText() const
{
    return d->read(0, d->document->characterCount() - 1);
}

void DocumentTextBinding::editEditor(const TextSplice &splice)
{
    QTextCursor cursor(d->document);
    cursor.setPosition(int(splice.position));
    cursor.setPosition(int(splice.position + splice.removed), QTextCursor::KeepAnchor);
    if (splice.inserted.isEmpty())
        cursor.removeSelectedText();
    else if (splice.inserted.contains(u'\r'))
        cursor.insertText(shown(splice.inserted));
    else
        cursor.insertText(splice.inserted);
}

TextRange DocumentTextBinding::selection() const
{
    return {};
}

void DocumentTextBinding::select(const TextRange &) { }

// What a document says was changed may be more than was: formats, the paragraph at its end, or text that was replaced
// by the same.
TextSplice DocumentTextBindingPrivate::changed(const QString &before, int position, int removed, int added) const
{
    const qsizetype size = document->characterCount() - 1;
    qsizetype from = std::min<qsizetype>({position, before.size(), size});
    qsizetype oldEnd = std::min<qsizetype>(from + removed, before.size());
    qsizetype newEnd = std::min<qsizetype>(from + added, size);
    if (before.size() - oldEnd != size - newEnd) {
        from = 0;
        oldEnd = before.size();
        newEnd = size;
    }
    TextSplice splice =
        TextSplice::between(shown(QStringView(before).sliced(from, oldEnd - from)), read(from, newEnd));
    splice.position += from;
    return splice;
}

void DocumentTextBindingPrivate::leave()
{
    QObject::disconnect(changes);
    if (document)
        document->setUndoRedoEnabled(hadUndo);
}

} // namespace Racer
