// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickdraft.h>

#include "scopereference_p.h"

#include <Racer/jsvalue.h>

#include <QtQml/QJSEngine>
#include <QtQml/QQmlInfo>

namespace Racer {

/*!
    \qmltype Draft
    \inqmlmodule Racer
    \nativetype Racer::QuickDraft
    \brief A copy of a path for a form, written back by commit() or thrown away by revert().

    \qml
    Draft { id: draft; model: store; path: "users.u1" }
    ModelValue { id: userName; model: store; path: draft.copyPath + ".name" }
    TextField { text: userName.text; onTextEdited: userName.value = text }
    Button { text: qsTr("Save"); enabled: draft.dirty && !draft.committing; onClicked: draft.commit() }
    \endqml

    What others change meanwhile is taken over where the form was not edited; see conflicts for the rest.
*/

class QuickDraftPrivate
{
public:
    explicit QuickDraftPrivate(QuickDraft *draft)
        : reference(draft, [draft](const Model &scope) { draft->setOriginal(scope); }) { }

    ScopeReference reference;
    QJSValue initial;
};

/*!
    \class Racer::QuickDraft
    \inmodule Racer
    \brief The C++ side of the QML type Draft.

    Belongs to the thread of the QML engine.
*/
QuickDraft::QuickDraft(QObject *parent) : Draft(parent), d(std::make_unique<QuickDraftPrivate>(this)) { }

QuickDraft::~QuickDraft() = default;

/*! \qmlproperty var Draft::model
    The model that path is in: a RootModel, or what at() and scope() return. */
QJSValue QuickDraft::model() const
{
    return d->reference.model();
}

void QuickDraft::setModel(const QJSValue &model)
{
    if (!d->reference.setModel(model))
        return;
    Q_EMIT modelChanged();
    d->reference.update();
}

/*! \qmlproperty string Draft::path
    The path of the original below model; empty for the model's own. */
QString QuickDraft::path() const
{
    return d->reference.path();
}

void QuickDraft::setPath(const QString &path)
{
    if (!d->reference.setPath(path))
        return;
    Q_EMIT pathChanged();
    d->reference.update();
}

/*! \qmlproperty var Draft::initialValue
    What the copy of something that does not exist begins with. */
QJSValue QuickDraft::jsInitial() const
{
    return d->initial;
}

void QuickDraft::setJSInitial(const QJSValue &value)
{
    try {
        setInitialValue(fromJSValue(value));
    } catch (const Error &error) {
        qmlWarning(this) << error.message();
        return;
    }
    d->initial = value;
    Q_EMIT initialValueChanged();
}

/*! \qmlproperty var Draft::value
    The copy. To write to it, use set(), or an element at copyPath. */
QJSValue QuickDraft::jsValue() const
{
    return get({});
}

/*! \qmlmethod var Draft::get(string subpath)
    What is at \a subpath in the copy. */
QJSValue QuickDraft::get(const QString &subpath) const
{
    QJSEngine *const engine = qjsEngine(this);
    return engine ? toJSValue(Draft::get(subpath), engine) : QJSValue();
}

/*! \qmlmethod void Draft::set(string subpath, var value)
    Writes \a value to \a subpath in the copy; undefined deletes what is there. */
void QuickDraft::set(const QString &subpath, const QJSValue &value)
{
    if (!isActive())
        return;
    try {
        Value written = fromJSValue(value);
        if (written.isUndefined())
            copy().del(subpath);
        else
            copy().set(subpath, std::move(written));
    } catch (const Error &error) {
        qmlWarning(this) << error.message();
    }
}

/*! \qmlmethod void Draft::commit()
    Writes what was edited to the original, by the fewest operations. Then comes committed(), or commitFailed() with the
    reason, which is in errorString too. */
void QuickDraft::commit()
{
    Draft::commit();
}

void QuickDraft::classBegin()
{
    d->reference.begin();
}

void QuickDraft::componentComplete()
{
    d->reference.complete();
}

/*! \qmlproperty string Draft::copyPath
    Where the copy is: an absolute path of the model. */
/*! \qmlproperty bool Draft::dirty
    Whether the copy was edited. It stays true until a commit has been confirmed. */
/*! \qmlproperty bool Draft::committing
    Whether a commit is waiting for the server. */
/*! \qmlproperty list<string> Draft::conflicts
    The paths in the copy that were edited, and changed in the original too; conflicted says whether there are any. */
/*! \qmlproperty bool Draft::originalExists
    Whether there is something at path. */
/*! \qmlproperty string Draft::errorString
    Why the last commit failed. */
/*! \qmlmethod void Draft::revert(string subpath)
    Gives up the edits at \a subpath, by default all of them. */
/*! \qmlmethod void Draft::begin()
    Makes a new copy. */
/*! \qmlmethod void Draft::takeTheirs(string subpath)
    Settles the conflicts at \a subpath, by default all of them, for the original. */
/*! \qmlmethod void Draft::keepMine(string subpath)
    Settles the conflicts at \a subpath, by default all of them, for the copy. */

} // namespace Racer
