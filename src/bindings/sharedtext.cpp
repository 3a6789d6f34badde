// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/sharedtext.h>

#include "../itemmodels/pathwatcher_p.h"
#include "../model/rootmodel_p.h"

#include <Racer/ottype.h>

#include <QtCore/QScopedValueRollback>

#include <algorithm>

namespace Racer {

namespace {

struct Keys
{
    Key p{u"p"}, i{u"i"}, d{u"d"}, index{u"index"}, text{u"text"}, howMany{u"howMany"};
    Key stringInsert{u"$stringInsert"}, stringRemove{u"$stringRemove"};
};

const Keys &keys()
{
    static const Keys instance;
    return instance;
}

// The same as an operation of text0, which the library can compose and transform.
Value toOp(const TextSplice &splice, QStringView before)
{
    Value op = Value::array();
    if (splice.removed > 0) {
        op.append(Value::object({{keys().p, splice.position},
                                 {keys().d, Value(before.sliced(splice.position, splice.removed))}}));
    }
    if (!splice.inserted.isEmpty())
        op.append(Value::object({{keys().p, splice.position}, {keys().i, Value(splice.inserted)}}));
    return op;
}

TextSplice toSplice(const Value &component)
{
    return {qsizetype(component.value(keys().p).toInteger()), component.value(keys().d).size(),
            component.value(keys().i).toString()};
}

// What the event says was done, if that is what leads from "before" to "now".
TextSplice announced(const Event &event, QStringView before, QStringView now)
{
    TextSplice splice;
    if (const Value insert = event.passed.value(keys().stringInsert); insert.isObject()) {
        splice.position = qsizetype(insert.value(keys().index).toInteger());
        splice.inserted = insert.value(keys().text).toString();
    } else if (const Value remove = event.passed.value(keys().stringRemove); remove.isObject()) {
        splice.position = qsizetype(remove.value(keys().index).toInteger());
        splice.removed = qsizetype(remove.value(keys().howMany).toInteger());
    }
    const bool inRange = splice.position >= 0 && splice.removed >= 0
        && splice.position + splice.removed <= before.size();
    if (!inRange || splice.isNull() || before.size() - splice.removed + splice.inserted.size() != now.size()
        || before.first(splice.position) != now.first(splice.position)
        || QStringView(splice.inserted) != now.sliced(splice.position, splice.inserted.size())
        || before.sliced(splice.position + splice.removed) != now.sliced(splice.end())) {
        return {};
    }
    return splice;
}

} // namespace

class SharedTextPrivate
{
public:
    explicit SharedTextPrivate(SharedText *text) : q(text), watcher(text) { }

    SharedText *const q;
    Model model;
    PathWatcher watcher;
    QString text; // as it was last told
    // What others have done since, as an operation of text0: empty unless it is held back, or is being told.
    Value waiting = Value::array();
    QString ahead; // "text" with that done; meaningless without
    int holders = 0;
    bool telling = false;
    bool writing = false;
    bool exists = false;
    bool editable = false;

    [[nodiscard]] bool isBehind() const { return !waiting.isEmpty(); }
    QString &newest() { return isBehind() ? ahead : text; }

    void onEvent(const Event &event);
    void queue(const TextSplice &splice);
    void queueDifference(QStringView now);
    bool tell(const TextSplice &splice);
    bool tellWaiting();
    void write(const Value &op);
    void updateState(const Value &value);
};

/*!
    \class Racer::SharedText
    \inmodule Racer
    \brief The string at one path of a model, for editors: edits go both ways as splices.

    What is edited here becomes string operations (\c stringInsert and \c stringRemove), so that all who edit the string
    at once keep what they typed. What others do to it comes as spliced(), in order, each with its place in the text as
    the splice before left it. text() is what the signals have told so far: an editor that applies every splice shows
    it, and positions given to splice() are positions in it. A change that was not made by string operations (the whole
    value was set, the document was loaded) comes as the smallest splice that leads there.

    A path without a value is an empty text, and the first edit makes a string of it; make texts \c "" when their
    document is created, or the first edits of two clients, each of which creates the string, do not merge. A value that
    is not a string shows as an empty text and cannot be edited: an edit of it, as one of a remote document that does
    not exist, is an error at RootModel::error and is taken back by a splice.

    It belongs to the thread of its model, and is empty once the model has gone.
*/
SharedText::SharedText(QObject *parent) : QObject(parent), d(std::make_unique<SharedTextPrivate>(this)) { }

/*! Constructs one for the path of \a model. */
SharedText::SharedText(const Model &model, QObject *parent) : SharedText(parent)
{
    setSource(model);
}

SharedText::~SharedText() = default;

/*! The model at the path; an invalid one if there is none. */
Model SharedText::source() const
{
    return d->watcher.isActive() ? d->model : Model();
}

/*!
    Follows the path of \a model, and writes as that model does (passing, silently, …). The text of another source is
    told by sourceChanged() alone, not as a splice. Nothing is held back from then on.
*/
void SharedText::setSource(const Model &model)
{
    d->watcher.stop();
    d->model = model;
    d->waiting = Value::array();
    d->holders = 0;
    d->text.clear();
    if (model.isValid()) {
        d->watcher.start(
            model, PathWatcher::When::Immediate, [this](const Event &event) { d->onEvent(event); },
            [this] { clearSource(); });
    }
    const Value value = d->watcher.isActive() ? model.get() : Value();
    d->text = value.toString();
    d->updateState(value);
    Q_EMIT sourceChanged();
    Q_EMIT textChanged();
}

/*! Follows nothing, and is empty. */
void SharedText::clearSource()
{
    setSource(Model());
}

/*!
    \property SharedText::path
    \brief The absolute path, empty without a model.
*/
QString SharedText::path() const
{
    return d->watcher.isActive() ? d->model.path() : QString();
}

/*!
    \property SharedText::text
    \brief The text as it was last told. Writing it makes the smallest edit that leads to the new one.
*/
QString SharedText::text() const
{
    return d->text;
}

/*! The length of text, in UTF-16 units. */
qsizetype SharedText::size() const
{
    return d->text.size();
}

void SharedText::setText(const QString &text)
{
    splice(TextSplice::between(d->text, text));
}

/*!
    \property SharedText::exists
    \brief Whether there is a string at the path.
*/
bool SharedText::exists() const
{
    return d->exists;
}

/*!
    \property SharedText::editable
    \brief Whether an edit would succeed: there is a string, or nothing in a document that exists.
*/
bool SharedText::isEditable() const
{
    return d->editable;
}

/*!
    Edits the text: \a splice is about text(). What is out of range is left out. If others have changed the string since
    text() was told, the edit is transformed over theirs. Emits spliced() with \c own true. Without a source nothing
    happens.
*/
void SharedText::splice(const TextSplice &splice)
{
    if (!d->watcher.isActive())
        return;
    TextSplice edit = splice;
    edit.position = std::clamp<qsizetype>(edit.position, 0, size());
    edit.removed = std::clamp<qsizetype>(edit.removed, 0, size() - edit.position);
    if (edit.isNull())
        return;
    d->queueDifference(d->model.get().stringView()); // a silent write
    Value op = toOp(edit, d->text);
    edit.applyTo(d->text);
    if (d->isBehind())
        std::tie(op, d->waiting) = OtTypes::text0()->transformX(op, d->waiting);
    d->write(op);
    Q_EMIT spliced(edit, true);
    Q_EMIT textChanged();
}

/*!
    From now on others' edits wait, and text() stays as it is but for own edits, until release() was called as often:
    for an editor that must not be touched, as while an input method composes.
*/
void SharedText::hold()
{
    ++d->holders;
}

/*! Ends a hold(): what others did meanwhile is told, transformed over the edits made here. */
void SharedText::release()
{
    if (d->holders > 0 && --d->holders == 0)
        d->tellWaiting();
}

/*! Whether others' edits wait. */
bool SharedText::isHeld() const
{
    return d->holders > 0;
}

void SharedTextPrivate::onEvent(const Event &event)
{
    if (writing)
        return; // write() looks afterwards
    const Value value = model.get();
    const QStringView now = value.stringView();
    const TextSplice said = announced(event, newest(), now);
    const TextSplice splice = said.isNull() ? TextSplice::between(newest(), now) : said;
    if (!splice.isNull()) {
        if (holders > 0 || telling || isBehind())
            queue(splice);
        else if (!tell(splice) || !tellWaiting())
            return;
    }
    updateState(value);
}

// Others did this to the newest text, and it is told later.
void SharedTextPrivate::queue(const TextSplice &splice)
{
    const Value op = toOp(splice, newest());
    if (!isBehind())
        ahead = text;
    splice.applyTo(ahead);
    waiting = OtTypes::text0()->compose(waiting, op);
}

// Nothing is told by an event, which may come in the middle of the editor's own change.
void SharedTextPrivate::queueDifference(QStringView now)
{
    if (const TextSplice splice = TextSplice::between(newest(), now); !splice.isNull())
        queue(splice);
}

// What comes while a splice is told waits until everyone has heard of that one. False: the text is gone.
bool SharedTextPrivate::tell(const TextSplice &splice)
{
    const QPointer<SharedText> alive(q);
    splice.applyTo(text);
    telling = true;
    Q_EMIT q->spliced(splice, false);
    if (!alive)
        return false;
    telling = false;
    Q_EMIT q->textChanged();
    return alive;
}

bool SharedTextPrivate::tellWaiting()
{
    while (!telling && holders == 0 && isBehind()) {
        const TextSplice first = toSplice(waiting.at(0));
        waiting.remove(0, 1);
        if (!tell(first))
            return false;
    }
    return true;
}

void SharedTextPrivate::write(const Value &op)
{
    {
        const QScopedValueRollback guard(writing, true);
        for (const Value &component : op.elements()) {
            const TextSplice part = toSplice(component);
            if (part.removed > 0)
                model.stringRemove(part.position, part.removed);
            else
                model.stringInsert(part.position, part.inserted);
            if (isBehind())
                part.applyTo(ahead);
        }
    }
    // A listener may have changed it again, and a write may have failed.
    const Value value = watcher.isActive() ? model.get() : Value();
    queueDifference(value.stringView());
    if (isBehind())
        QMetaObject::invokeMethod(q, [this] { tellWaiting(); }, Qt::QueuedConnection);
    updateState(value);
}

void SharedTextPrivate::updateState(const Value &value)
{
    const bool isString = value.isString();
    bool canEdit = isString;
    if (value.isNullish() && watcher.isActive()) {
        const Path place(model.dereference());
        canEdit = place.size() > 1
            && (RootModelPrivate::isLocal(place.first()) || !model.scope().get(place.mid(0, 2)).isUndefined());
    }
    if (exists == isString && editable == canEdit)
        return;
    exists = isString;
    editable = canEdit;
    Q_EMIT q->stateChanged();
}

/*! \fn void SharedText::sourceChanged()
    It follows another path, or none, and has another text. */
/*! \fn void SharedText::spliced(const Racer::TextSplice &splice, bool own)
    The text was edited: through this object if \a own, else by somebody else, or to take back an edit that failed. */
/*! \fn void SharedText::textChanged()
    text() is another one. */
/*! \fn void SharedText::stateChanged()
    exists or editable has changed. */

} // namespace Racer
