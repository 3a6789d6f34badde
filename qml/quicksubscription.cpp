// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quicksubscription.h>

#include "loadeditems_p.h"

#include <utility>

namespace Racer {

/*!
    \qmltype Subscription
    \inqmlmodule Racer
    \nativetype Racer::QuickSubscription
    \brief Loads documents into a RootModel, and keeps them live while it exists.

    \qml
    Subscription { id: open; model: store; path: "todos.t1" }
    Label {
        text: open.status === Subscription.Error ? open.errorString : store.get("todos.t1.title")
    }
    \endqml

    Other paths take the place of the first ones when they have arrived; until then the first ones stay. Racer's
    \c model.subscribe() and \c model.fetch() of documents, with their undoing included; a Query loads what matches one.
*/

/*!
    \class Racer::QuickSubscription
    \inmodule Racer
    \brief The C++ side of the QML type Subscription.

    Belongs to the thread of the QML engine.
*/
QuickSubscription::QuickSubscription(QObject *parent) : QuickLoad(parent) { }

/*! \qmlproperty var Subscription::model
    Where the documents go: a RootModel, or a model of JavaScript, which paths are below then. */
/*! \qmlproperty bool Subscription::fetchOnly
    True to load once and follow no changes. False by default. */
/*!
    \qmlproperty enumeration Subscription::status
    \value Subscription.Null    there is nothing to load: no model, or no path
    \value Subscription.Loading the first answer is awaited
    \value Subscription.Ready   the documents are there, and live
    \value Subscription.Empty   the answer is there: none of the documents exists
    \value Subscription.Stale   documents are there, but the connection is not, or a newer answer is awaited
    \value Subscription.Error   the server said no: see errorString. Earlier documents are still there
*/
/*! \qmlproperty string Subscription::errorString
    What went wrong, while status is Subscription.Error. */
/*! \qmlproperty int Subscription::count
    How many of the documents exist. */
/*! \qmlmethod void Subscription::retry()
    Asks the server again, after an error for one. */

/*! \qmlproperty string Subscription::path
    The path of a document: \c "todos.t1"; what is below it loads the whole document. */
QString QuickSubscription::path() const
{
    return m_path;
}

void QuickSubscription::setPath(const QString &path)
{
    if (std::exchange(m_path, path) == path)
        return;
    Q_EMIT pathChanged();
    requestChanged();
}

/*! \qmlproperty list<string> Subscription::paths
    The paths of more documents, of any collections. They arrive together. */
QStringList QuickSubscription::paths() const
{
    return m_paths;
}

void QuickSubscription::setPaths(const QStringList &paths)
{
    if (std::exchange(m_paths, paths) == paths)
        return;
    Q_EMIT pathsChanged();
    requestChanged();
}

Value QuickSubscription::request(const Model &scope) const
{
    QStringList paths = m_paths;
    if (!m_path.isEmpty() || (paths.isEmpty() && scope.segments().size() > 1))
        paths.prepend(m_path);
    Value absolute = Value::array();
    for (const QString &path : std::as_const(paths)) {
        const Path segments = scope.segments(path);
        if (segments.size() < 2)
            throw Racer::Error(QStringLiteral("No document has the path \"%1\"").arg(segments.toString()));
        absolute.append(segments.mid(0, 2).toString());
    }
    return absolute.size() > 0 ? absolute : Value();
}

std::unique_ptr<LoadedItems> QuickSubscription::load(RootModel *root, const Value &request) const
{
    QStringList paths;
    for (const Value &path : request.elements())
        paths.append(path.toString());
    return std::make_unique<LoadedItems>(root, paths);
}

} // namespace Racer
