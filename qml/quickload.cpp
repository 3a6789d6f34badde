// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickload.h>

#include "loadeditems_p.h"
#include "scopereference_p.h"

#include <Racer/json.h>

#include <utility>

namespace Racer {

class QuickLoadPrivate
{
public:
    explicit QuickLoadPrivate(QuickLoad *load)
        : q(load), reference(load, [this](const Model &) { restart(true); }) { }

    QuickLoad *const q;
    ScopeReference reference;
    bool fetchOnly = false;
    bool restartPosted = false;

    std::unique_ptr<LoadedItems> shown;
    std::unique_ptr<LoadedItems> next; // until its results have arrived
    QByteArray requested;              // what the newer of the two was made from
    quint64 requests = 0;
    std::vector<Listener> listeners;
    QMetaObject::Connection connectionState;
    bool isCurrent = true; // false from the loss of the connection until what was missed has arrived
    QuickLoad::Status status = QuickLoad::Null;
    QString errorString;
    int count = 0;

    void postRestart();
    void restart(bool anew);
    void begin(const Value &request);
    void arrived(const Error &error);
    void fail(const Error &error);
    void show(std::unique_ptr<LoadedItems> items);
    void updateCount();
    void follow(RootModel *root);
    void connectionChanged(RootModel *root);
    void updateStatus();
};

void QuickLoadPrivate::postRestart()
{
    if (!reference.isComplete() || std::exchange(restartPosted, true))
        return;
    QMetaObject::invokeMethod(q, [this] { restart(false); }, Qt::QueuedConnection);
}

void QuickLoadPrivate::restart(bool anew)
{
    restartPosted = false;
    RootModel *const root = q->root();
    Value request;
    try {
        if (root)
            request = q->request(reference.scope());
    } catch (const Error &error) {
        return fail(error);
    }
    if (anew)
        follow(root);
    if (request.isUndefined()) {
        next.reset();
        requested.clear();
        errorString.clear();
        show(nullptr);
        return updateStatus();
    }
    // As text, because the order of $sort's keys counts.
    const QByteArray text = Json::stringify(Value::array({request, fetchOnly}));
    if (!anew && text == requested)
        return;
    requested = text;
    begin(request);
}

void QuickLoadPrivate::begin(const Value &request)
{
    errorString.clear();
    try {
        next = q->load(q->root(), request);
    } catch (const Error &error) {
        return fail(error);
    }
    updateStatus();
    next->start(fetchOnly, q, [this, number = ++requests](const Error &error) {
        if (next && number == requests)
            arrived(error);
    });
}

void QuickLoadPrivate::arrived(const Error &error)
{
    if (error)
        return fail(error);
    show(std::move(next));
    updateStatus();
}

void QuickLoadPrivate::fail(const Error &error)
{
    next.reset();
    requested.clear();
    errorString = error.message();
    updateStatus();
}

void QuickLoadPrivate::show(std::unique_ptr<LoadedItems> items)
{
    for (Listener &listener : listeners)
        listener.remove();
    listeners.clear();
    if (!items && !shown)
        return;
    // The old results go after the new ones are known, so that views never look at a place that is empty already.
    const std::unique_ptr<LoadedItems> old = std::exchange(shown, std::move(items));
    if (RootModel *const root = q->root(); shown && root) {
        for (const QString &pattern : shown->patterns()) {
            listeners.push_back(root->on<Event>(pattern, q, [this](const Event &) {
                updateCount();
                updateStatus();
            }));
            listeners.back().keep();
        }
    }
    updateCount();
    q->shownChanged();
}

void QuickLoadPrivate::updateCount()
{
    const int newCount = shown ? shown->count() : 0;
    if (std::exchange(count, newCount) != newCount)
        Q_EMIT q->countChanged();
}

void QuickLoadPrivate::follow(RootModel *root)
{
    QObject::disconnect(connectionState);
    Connection *const connection = root ? root->connection() : nullptr;
    isCurrent = !connection || connection->canSend();
    if (!connection)
        return;
    connectionState = QObject::connect(connection, &Connection::stateChanged, q, [this, root = QPointer(root)] {
        if (root)
            connectionChanged(root);
    });
}

void QuickLoadPrivate::connectionChanged(RootModel *root)
{
    if (!root->connection()->canSend()) {
        isCurrent = false;
        return updateStatus();
    }
    // Everything is asked for again now; the answers are there when nothing is pending any more.
    root->connection()->whenNothingPending([this, self = QPointer(q), watched = QPointer(root)] {
        if (!self || !watched || watched != q->root() || !watched->connection()->canSend())
            return;
        isCurrent = true;
        updateStatus();
    });
}

void QuickLoadPrivate::updateStatus()
{
    const QuickLoad::Status newStatus = !errorString.isEmpty() ? QuickLoad::Error
        : requested.isEmpty()                                  ? QuickLoad::Null
        : !shown                                               ? QuickLoad::Loading
        : next || !(isCurrent || fetchOnly)                    ? QuickLoad::Stale
        : count == 0                                           ? QuickLoad::Empty
                                                               : QuickLoad::Ready;
    if (status == newStatus && newStatus != QuickLoad::Error)
        return;
    status = newStatus;
    Q_EMIT q->statusChanged();
}

/*!
    \class Racer::QuickLoad
    \inmodule Racer
    \brief What the QML types Subscription and Query share.

    Belongs to the thread of the QML engine.
*/
QuickLoad::QuickLoad(QObject *parent) : QObject(parent), d(std::make_unique<QuickLoadPrivate>(this)) { }

QuickLoad::~QuickLoad()
{
    for (Listener &listener : d->listeners)
        listener.remove();
}

/*! The model that the data goes to. */
QJSValue QuickLoad::model() const
{
    return d->reference.model();
}

void QuickLoad::setModel(const QJSValue &model)
{
    if (!d->reference.setModel(model))
        return;
    Q_EMIT modelChanged();
    d->reference.update();
}

RootModel *QuickLoad::root() const
{
    const Model &scope = d->reference.scope();
    return scope.isValid() ? scope.root() : nullptr;
}

/*! Whether it is loaded once and no change is followed. */
bool QuickLoad::isFetchOnly() const
{
    return d->fetchOnly;
}

void QuickLoad::setFetchOnly(bool fetchOnly)
{
    if (std::exchange(d->fetchOnly, fetchOnly) == fetchOnly)
        return;
    Q_EMIT fetchOnlyChanged();
    requestChanged();
}

/*! How far it is. */
QuickLoad::Status QuickLoad::status() const
{
    return d->status;
}

/*! What went wrong, while status is Error. */
QString QuickLoad::errorString() const
{
    return d->errorString;
}

/*! How many documents there are. */
int QuickLoad::count() const
{
    return d->count;
}

/*! Asks again, after an error for one. */
void QuickLoad::retry()
{
    if (d->reference.isComplete())
        d->restart(true);
}

const LoadedItems *QuickLoad::shown() const
{
    return d->shown.get();
}

void QuickLoad::requestChanged()
{
    d->postRestart();
}

void QuickLoad::classBegin()
{
    d->reference.begin();
}

void QuickLoad::componentComplete()
{
    d->reference.complete();
}

/*! \fn Value QuickLoad::request(const Model &scope) const
    What is asked for, below \a scope; undefined for nothing. Equal values ask for the same. */
/*! \fn std::unique_ptr<LoadedItems> QuickLoad::load(RootModel *root, const Value &request) const
    What \a request stands for, not started yet. */
/*! \fn void QuickLoad::shownChanged()
    Other items are shown, or none. */

} // namespace Racer
