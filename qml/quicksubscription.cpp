// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quicksubscription.h>

#include "modelreference_p.h"

#include <Racer/jsvalue.h>
#include <Racer/json.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace Racer {

/*!
    \qmltype Subscription
    \inqmlmodule Racer
    \nativetype Racer::QuickSubscription
    \brief Loads a document or the results of a query into a Model, and keeps them live while it exists.

    \qml
    Subscription {
        id: open
        model: model
        collection: "todos"
        query: ({ done: false, $sort: { title: 1 } })
    }
    ListView {
        model: ModelList { subscription: open }
    }
    \endqml

    Another query takes the place of the first one when its results have arrived; until then the first one's stay.
    Racer's \c model.subscribe() and \c model.fetch(), with their undoing included.
*/

namespace {

// What is loaded, and gives it back when it goes.
class Load
{
public:
    Load(RootModel *root, const QString &path, bool fetchOnly) : m_root(root), m_path(path), m_fetchOnly(fetchOnly) { }
    Load(RootModel *root, std::shared_ptr<ModelQuery> query, bool fetchOnly)
        : m_root(root), m_query(std::move(query)), m_path(m_query->idsPath().toString()), m_fetchOnly(fetchOnly) { }
    Load(const Load &) = delete;
    Load &operator=(const Load &) = delete;

    ~Load()
    {
        if (!m_root || !m_started)
            return;
        if (m_fetchOnly)
            m_root->unfetch(item()).ignore();
        else
            m_root->unsubscribe(item()).ignore();
    }

    [[nodiscard]] Confirmation start()
    {
        m_started = true;
        return m_fetchOnly ? m_root->fetch(item()) : m_root->subscribe(item());
    }

    [[nodiscard]] const std::shared_ptr<ModelQuery> &query() const { return m_query; }
    [[nodiscard]] const QString &path() const { return m_path; }

    [[nodiscard]] int count() const
    {
        if (!m_root)
            return 0;
        const Value value = m_root->get(m_path);
        return m_query ? int(value.size()) : value.isUndefined() ? 0 : 1;
    }

private:
    [[nodiscard]] Loadable item() const { return m_query ? Loadable(m_query) : Loadable(m_path); }

    const QPointer<RootModel> m_root;
    const std::shared_ptr<ModelQuery> m_query;
    const QString m_path;
    const bool m_fetchOnly;
    bool m_started = false;
};

} // namespace

class QuickSubscriptionPrivate
{
public:
    explicit QuickSubscriptionPrivate(QuickSubscription *subscription) : q(subscription) { }

    QuickSubscription *const q;
    ModelReference model;
    QString path;
    QString collection;
    QJSValue query;
    bool fetchOnly = false;
    bool complete = true;
    bool restartPosted = false;

    std::unique_ptr<Load> shown;
    std::unique_ptr<Load> next; // until its results have arrived
    QByteArray requested;       // what the newer of the two was made from
    quint64 requests = 0;
    Listener listener;
    QuickSubscription::Status status = QuickSubscription::Null;
    QString errorString;
    int count = 0;

    void postRestart();
    void restart(bool anew);
    void arrived(const Error &error);
    void show(std::unique_ptr<Load> load);
    void updateCount();
    void setStatus(QuickSubscription::Status newStatus, const QString &error = {});

    template<typename Field, typename NewValue>
    void change(Field &field, const NewValue &value, void (QuickSubscription::*changed)())
    {
        if (field == value)
            return;
        field = value;
        Q_EMIT (q->*changed)();
        postRestart();
    }
};

// Collection and query are often set one after the other: they make one request.
void QuickSubscriptionPrivate::postRestart()
{
    if (!complete || restartPosted)
        return;
    restartPosted = true;
    QMetaObject::invokeMethod(q, [this] { restart(false); }, Qt::QueuedConnection);
}

void QuickSubscriptionPrivate::restart(bool anew)
{
    restartPosted = false;
    RootModel *const root = q->root();
    if (!root || (path.isEmpty() && collection.isEmpty())) {
        next.reset();
        requested.clear();
        show(nullptr);
        setStatus(QuickSubscription::Null);
        return;
    }
    Value expression;
    try {
        expression = query.isUndefined() ? Value::object() : fromJSValue(query);
    } catch (const Error &error) {
        setStatus(QuickSubscription::Error, error.message());
        return;
    }
    // As text, because the order of $sort's keys counts.
    const QByteArray request = Json::stringify(Value::array({path, collection, expression, fetchOnly}));
    if (!anew && request == requested)
        return;
    requested = request;
    next = path.isEmpty() ? std::make_unique<Load>(root, root->query(Key(collection), expression), fetchOnly)
                          : std::make_unique<Load>(root, path, fetchOnly);
    setStatus(QuickSubscription::Loading);
    next->start().then(q, [this, number = ++requests](const Error &error) {
        if (next && number == requests)
            arrived(error);
    });
}

void QuickSubscriptionPrivate::arrived(const Error &error)
{
    if (error) {
        next.reset();
        requested.clear();
        setStatus(QuickSubscription::Error, error.message());
        return;
    }
    show(std::move(next));
    setStatus(QuickSubscription::Ready);
}

void QuickSubscriptionPrivate::show(std::unique_ptr<Load> load)
{
    listener.remove();
    // The old results go after the new path is known, so that views never look at a place that is empty already.
    const std::unique_ptr<Load> old = std::exchange(shown, std::move(load));
    if (RootModel *const root = q->root(); shown && root) {
        const QString pattern = shown->path() + u".**"_s;
        listener = root->on<Event>(pattern, q, [this](const Event &) { updateCount(); });
        listener.keep();
    }
    updateCount();
    if ((old ? old->path() : QString()) != (shown ? shown->path() : QString()))
        Q_EMIT q->resultsPathChanged();
}

void QuickSubscriptionPrivate::updateCount()
{
    const int newCount = shown ? shown->count() : 0;
    if (std::exchange(count, newCount) != newCount)
        Q_EMIT q->countChanged();
}

void QuickSubscriptionPrivate::setStatus(QuickSubscription::Status newStatus, const QString &error)
{
    if (status == newStatus && errorString == error)
        return;
    status = newStatus;
    errorString = error;
    Q_EMIT q->statusChanged();
}

/*!
    \class Racer::QuickSubscription
    \inmodule Racer
    \brief The C++ side of the QML type Subscription.

    Belongs to the thread of the QML engine.
*/
QuickSubscription::QuickSubscription(QObject *parent)
    : QObject(parent), d(std::make_unique<QuickSubscriptionPrivate>(this))
{
}

QuickSubscription::~QuickSubscription()
{
    d->listener.remove();
}

/*! \qmlproperty var Subscription::model
    Where the data goes: a RootModel, or a model of JavaScript, whose root it is then. */
QJSValue QuickSubscription::model() const
{
    return d->model.js();
}

void QuickSubscription::setModel(const QJSValue &model)
{
    const auto rootChanged = [this] {
        if (d->complete)
            d->restart(true);
    };
    if (!d->model.assign(model, this, rootChanged))
        return;
    Q_EMIT modelChanged();
    d->requested.clear();
    d->postRestart();
}

RootModel *QuickSubscription::root() const
{
    const Model model = d->model.model();
    return model.isValid() ? model.root() : nullptr;
}

/*! \qmlproperty string Subscription::path
    A document to load: \c "todos.t1". Where it is set, collection and query are not used. */
QString QuickSubscription::path() const
{
    return d->path;
}

void QuickSubscription::setPath(const QString &path)
{
    d->change(d->path, path, &QuickSubscription::pathChanged);
}

/*! \qmlproperty string Subscription::collection
    The collection that query is asked of. */
QString QuickSubscription::collection() const
{
    return d->collection;
}

void QuickSubscription::setCollection(const QString &collection)
{
    d->change(d->collection, collection, &QuickSubscription::collectionChanged);
}

/*! \qmlproperty var Subscription::query
    What the server's database understands; with Racer's own server, a query as MongoDB has them. Without one, all
    documents of the collection. Binding it to an equal query asks nothing again. */
QJSValue QuickSubscription::query() const
{
    return d->query;
}

void QuickSubscription::setQuery(const QJSValue &query)
{
    d->query = query;
    Q_EMIT queryChanged();
    d->postRestart();
}

/*! \qmlproperty bool Subscription::fetchOnly
    True to load once and follow no changes. False by default. */
bool QuickSubscription::isFetchOnly() const
{
    return d->fetchOnly;
}

void QuickSubscription::setFetchOnly(bool fetchOnly)
{
    d->change(d->fetchOnly, fetchOnly, &QuickSubscription::fetchOnlyChanged);
}

/*!
    \qmlproperty enumeration Subscription::status
    \value Subscription.Null    there is nothing to load: no model, or neither path nor collection
    \value Subscription.Loading the answer is awaited; earlier results are still there
    \value Subscription.Ready   the results are there
    \value Subscription.Error   the server or the query's form said no: see errorString
*/
QuickSubscription::Status QuickSubscription::status() const
{
    return d->status;
}

/*! \qmlproperty string Subscription::errorString
    What went wrong, while status is Subscription.Error. */
QString QuickSubscription::errorString() const
{
    return d->errorString;
}

/*! \qmlproperty int Subscription::count
    How many results there are now; for a document 1, or 0 where it does not exist. */
int QuickSubscription::count() const
{
    return d->count;
}

/*! \qmlproperty string Subscription::resultsPath
    Where the results are in the model: a document's path, or that of a query's list of ids. Empty until then. */
QString QuickSubscription::resultsPath() const
{
    return d->shown ? d->shown->path() : QString();
}

std::shared_ptr<ModelQuery> QuickSubscription::modelQuery() const
{
    return d->shown ? d->shown->query() : nullptr;
}

void QuickSubscription::classBegin()
{
    d->complete = false;
}

void QuickSubscription::componentComplete()
{
    d->complete = true;
    d->restart(false);
}

} // namespace Racer
