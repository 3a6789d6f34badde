// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickmodel.h>

#include <Racer/scriptracer.h>

#include <QtCore/QMetaMethod>
#include <QtQml/QQmlEngine>

namespace Racer {

/*!
    \qmltype RootModel
    \inqmlmodule Racer
    \nativetype Racer::QuickModel
    \brief What a Model is made of, without its functions.
*/

class QuickModelPrivate
{
public:
    explicit QuickModelPrivate(QuickModel *model) : q(model) { }

    QuickModel *const q;
    QPointer<QuickConnection> connection;
    std::shared_ptr<Connection> link; // outlives the root, which uses it
    std::unique_ptr<RootModel> root;
    QJSValue js; // of the root, once asked for
    bool hasWritePending = false;
    bool checkPosted = false;

    void rebuild();
    void postCheck();
    void checkPending();
};

void QuickModelPrivate::rebuild()
{
    const std::shared_ptr<Connection> oldLink = std::move(link);
    const std::unique_ptr<RootModel> old = std::move(root);
    js = {};
    link = connection ? connection->sharedConnection() : nullptr;
    root = link ? std::make_unique<RootModel>(link.get()) : std::make_unique<RootModel>();
    QObject::connect(root.get(), &RootModel::error, q, &QuickModel::errorOccurred);
    root->on<Event>(u"**", q, [this](const Event &event) {
        if (!event.passed.remote)
            postCheck();
    }).keep();
    Q_EMIT q->rootChanged();
    postCheck();
}

// Many writes of one turn are looked at once.
void QuickModelPrivate::postCheck()
{
    if (hasWritePending || checkPosted)
        return;
    checkPosted = true;
    QMetaObject::invokeMethod(q, [this] {
        checkPosted = false;
        checkPending();
    }, Qt::QueuedConnection);
}

void QuickModelPrivate::checkPending()
{
    const bool pending = root && root->hasWritePending();
    if (pending) {
        root->whenNothingPending().then([this, self = QPointer(q), watched = root.get()] {
            if (self && watched == root.get())
                checkPending();
        });
    }
    if (pending != hasWritePending) {
        hasWritePending = pending;
        Q_EMIT q->hasWritePendingChanged();
    }
}

/*!
    \class Racer::QuickModel
    \inmodule Racer
    \brief The C++ side of the QML type Model: owns a RootModel.

    Belongs to the thread of the QML engine.
*/
QuickModel::QuickModel(QObject *parent) : QObject(parent), d(std::make_unique<QuickModelPrivate>(this))
{
    d->rebuild();
}

QuickModel::~QuickModel()
{
    d->js = {};
    d->root.reset();
    Q_EMIT rootChanged();
}

RootModel *QuickModel::root() const
{
    return d->root.get();
}

Model QuickModel::model() const
{
    return d->root ? Model(*d->root) : Model(); // none while it is being destroyed
}

/*!
    \qmlproperty var Model::root
    Racer's root model, with all its functions. Another one when connection changes.
*/
QJSValue QuickModel::jsRoot()
{
    // Every function of Model.qml comes through here.
    if (!d->js.isUndefined())
        return d->js;
    QJSEngine *engine = qjsEngine(this);
    if (!engine || !d->root)
        return {};
    return d->js = ScriptRacer::of(engine)->wrap(d->root.get(), [this] {
        return isSignalConnected(QMetaMethod::fromSignal(&QuickModel::errorOccurred));
    });
}

/*!
    \qmlproperty Connection Model::connection
    The connection that the shared part goes through. Changing it later starts an empty model.
*/
QuickConnection *QuickModel::connection() const
{
    return d->connection;
}

void QuickModel::setConnection(QuickConnection *connection)
{
    if (d->connection == connection)
        return;
    d->connection = connection;
    Q_EMIT connectionChanged();
    d->rebuild();
}

/*!
    \qmlproperty bool Model::hasWritePending
    True while something that was written here waits for the server's confirmation.
*/
bool QuickModel::hasWritePending() const
{
    return d->hasWritePending;
}

/*!
    \qmlsignal Model::errorOccurred(error error)
    A write or a subscription failed and nobody gave a callback for it. \a error has \c code and \c message. Without
    a handler, and without a listener for \c error, the function that fails throws the error instead, and what
    fails later is written to the log.
*/

} // namespace Racer
