// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "querywindow_p.h"

#include "../model/rootmodel_p.h"

#include <Racer/connection.h>
#include <Racer/rowmodel.h>

namespace Racer {

namespace {

constexpr qsizetype MaxLoading = 4; // pages that are asked for at a time: who scrolls past does not want them all
constexpr int SettleTime = 50;      // ms within which the queries of one change are expected to have told it

WindowOptions sensible(WindowOptions options)
{
    options.pageSize = std::max(options.pageSize, 1);
    options.maxPages = std::max(options.maxPages, 3);
    return options;
}

} // namespace

/*!
    \class Racer::QueryWindow
    \inmodule Racer
    \brief A query with a large result, of which only what is looked at is loaded.

    The result is loaded in pages: live queries of WindowOptions::pageSize documents each, with the \c $skip and
    \c $limit of the page. A live query for the count tells how long the result is. ids() is the list of all the
    result's ids, with null in place of those that are not loaded; showIn() shows it in an item model, whose
    placeholder rows are loaded as soon as a view reads them, together with the pages next to them. Of more than
    WindowOptions::maxPages the pages that were not asked for longest are given back, and their rows are placeholders
    again.

    When documents come, go or change their place, each page is told by the server on its own. What they tell is put
    together, so that a document that enters far ahead of what is visible is one row that is inserted there and nothing
    else: documents keep their rows, and none is ever shown twice. Where the server's messages about one change come
    apart, the window waits for the rest for a few hundredths of a second.

    The \a expression should have a \c $sort; without one the order is the database's, which must be the same each
    time. Its own \c $skip and \c $limit bound the window. A server must know \c $count, as this library's and the
    databases of ShareDB for MongoDB and mingo do.

    The window loads as long as it exists, and is empty once the root model is destroyed. It belongs to the model's
    thread. Racer has no counterpart.
*/

/*! A window on what matches \a expression in \a collection, with \a options. It begins to load at once. The model's
    context holds what is loaded. */
QueryWindow::QueryWindow(const Model &model, const Key &collection, const Value &expression,
                         const WindowOptions &options, QObject *parent)
    : QObject(parent), d(std::make_unique<QueryWindowPrivate>(this, model, collection, expression, options))
{
    d->start();
}

QueryWindow::~QueryWindow()
{
    d->stop();
}

/*! The collection that is queried. */
const Key &QueryWindow::collection() const
{
    return d->collection;
}

/*! What is asked for. */
const Value &QueryWindow::expression() const
{
    return d->expression;
}

/*! The options, with what was out of bounds put right. */
WindowOptions QueryWindow::options() const
{
    return d->options;
}

/*! A model at the list of ids, for RowModel::setIds(); an invalid one once the root model is destroyed. It is not to be
    written to. */
Model QueryWindow::ids() const
{
    return d->root ? d->root->at(d->path) : Model();
}

/*! Shows the result in \a rows: sets its source, and loads what its views read. */
void QueryWindow::showIn(RowModel *rows)
{
    rows->setIds(ids(), d->collection);
    connect(rows, &RowModel::placeholderRead, this, &QueryWindow::need, Qt::UniqueConnection);
}

/*!
    \property QueryWindow::total
    \brief The length of the whole result, 0 until isReady().
*/
int QueryWindow::total() const
{
    return int(d->shown.size);
}

/*!
    \property QueryWindow::ready
    \brief True once the first page and the count have arrived.
*/
bool QueryWindow::isReady() const
{
    return d->ready;
}

/*!
    \property QueryWindow::error
    \brief Why a page or the count could not be loaded, until it could; a null Error if there is nothing wrong.

    What failed is asked for again when it is needed again, by retry(), and after a reconnect.
*/
Error QueryWindow::error() const
{
    return d->error;
}

/*!
    \property QueryWindow::loadedPages
    \brief How many pages are loaded or being loaded.
*/
int QueryWindow::loadedPages() const
{
    return int(d->pages.size());
}

/*! Loads the rows from \a first to \a last, and the pages next to them. For views that know what they show; otherwise
    need() is enough. */
void QueryWindow::setVisibleRange(int first, int last)
{
    d->want(std::max(first, 0), last);
}

/*! Loads the page of \a row, and those next to it. May be called while a view reads. */
void QueryWindow::need(int row)
{
    d->want(row, row);
}

/*! Asks again for what has failed. */
void QueryWindow::retry()
{
    d->retry();
}

QueryWindowPrivate::QueryWindowPrivate(QueryWindow *window, const Model &windowModel, const Key &collectionName,
                                       const Value &query, const WindowOptions &windowOptions)
    : q(window), model(windowModel), root(windowModel.isValid() ? windowModel.root() : nullptr),
      collection(collectionName), expression(query),
      options(sensible(windowOptions)), m_skip(std::max<qsizetype>(query.value(u"$skip").toInteger(), 0)),
      m_limit(std::max<qsizetype>(query.value(u"$limit").toInteger(), 0))
{
    m_settling.setSingleShot(true);
    m_settling.setInterval(SettleTime);
    QObject::connect(&m_settling, &QTimer::timeout, q, [this] { show(); });
}

void QueryWindowPrivate::start()
{
    if (!root)
        return;
    path = Path({Key(u"$windows"), root->id(), Key(u"ids")});
    root->at(path).set(Value::array());
    QObject::connect(root, &QObject::destroyed, q, [this] { stop(); });
    if (Connection *const connection = root->connection()) {
        QObject::connect(connection, &Connection::stateChanged, q, [this](Connection::State state) {
            if (state == Connection::State::Connected && error)
                retry();
        });
    }
    open(m_count, countExpression(), true);
    m_wanted = {0, 1};
    pump();
}

void QueryWindowPrivate::stop()
{
    m_settling.stop();
    m_wanted.clear();
    const auto close = [this](Part &part) {
        part.watcher.reset();
        if (root && part.query)
            part.query->unsubscribe();
        part.query.reset();
    };
    close(m_count);
    for (auto &[number, page] : pages)
        close(page);
    pages.clear();
    if (root && !path.isRoot()) {
        root->at(path.parent()).del();
        return;
    }
    if (std::exchange(shown, {}).size > 0)
        Q_EMIT q->totalChanged();
}

Value QueryWindowPrivate::pageExpression(qsizetype page) const
{
    Value result = expression.isObject() ? expression : Value::object();
    const qsizetype begin = page * options.pageSize;
    result.set(Key(u"$skip"), m_skip + begin);
    result.set(Key(u"$limit"), m_limit > 0 ? std::min<qsizetype>(options.pageSize, m_limit - begin)
                                           : qsizetype(options.pageSize));
    return result;
}

Value QueryWindowPrivate::countExpression() const
{
    Value result = expression.isObject() ? expression : Value::object();
    for (const char16_t *name : {u"$sort", u"$orderby", u"$skip", u"$limit"})
        result.take(Key(name));
    result.set(Key(u"$count"), true);
    return result;
}

void QueryWindowPrivate::open(Part &part, const Value &partExpression, bool isCount)
{
    part.query = model.query(collection, partExpression, options.queryOptions);
    part.used = ++m_clock;
    part.watcher = std::make_unique<PathWatcher>(q);
    part.watcher->start(
        root->at(isCount ? part.query->extraPath() : part.query->idsPath()), PathWatcher::When::Immediate,
        [this, &part](const Event &) {
            part.changed = true;
            schedule();
        },
        [] { });
    part.query->subscribe().then(q, [this, &part, query = std::weak_ptr(part.query)](const Error &failure) {
        const std::shared_ptr<ModelQuery> asked = query.lock();
        const auto isPart = [&](const auto &entry) { return &entry.second == &part && entry.second.query == asked; };
        if (asked && (m_count.query == asked || std::any_of(pages.begin(), pages.end(), isPart)))
            answered(part, failure);
    });
}

void QueryWindowPrivate::answered(Part &part, const Error &failure)
{
    part.ready = !failure;
    part.failed = bool(failure);
    part.changed = true;
    const auto isFailed = [](const auto &entry) { return entry.second.failed; };
    if (failure)
        setError(failure);
    else if (!m_count.failed && std::none_of(pages.begin(), pages.end(), isFailed))
        setError({});
    schedule();
    queuePump();
}

void QueryWindowPrivate::setError(const Error &failure)
{
    if (error.isNull() && failure.isNull())
        return;
    error = failure;
    Q_EMIT q->errorChanged();
}

void QueryWindowPrivate::retry()
{
    if (!root)
        return;
    if (m_count.failed) {
        m_count.query->unsubscribe();
        m_count = {};
        open(m_count, countExpression(), true);
    }
    for (auto page = pages.begin(); page != pages.end();) {
        if (page->second.failed) {
            page->second.query->unsubscribe();
            m_wanted.push_back(page->first);
            page = pages.erase(page);
        } else {
            ++page;
        }
    }
    setError({});
    queuePump();
}

void QueryWindowPrivate::want(qsizetype first, qsizetype last)
{
    last = std::min(last, shown.size - 1);
    if (!root || first > last)
        return;
    const qsizetype from = first / options.pageSize;
    const qsizetype to = std::min(last / options.pageSize, from + options.maxPages - 1);
    const qsizetype pageCount = (shown.size + options.pageSize - 1) / options.pageSize;
    const auto wantPage = [this](qsizetype number) {
        const auto page = pages.find(number);
        if (page != pages.end() && !page->second.failed) {
            page->second.used = ++m_clock;
            return;
        }
        std::erase(m_wanted, number);
        m_wanted.push_front(number);
    };
    // Last what is most urgent.
    if (from > 0)
        wantPage(from - 1);
    if (to + 1 < pageCount)
        wantPage(to + 1);
    for (qsizetype number = to; number >= from; --number)
        wantPage(number);
    // What was scrolled past before it could be asked for.
    std::erase_if(m_wanted, [&](qsizetype number) {
        return number < from - options.maxPages || number > to + options.maxPages;
    });
    if (!m_wanted.empty())
        queuePump();
}

void QueryWindowPrivate::queuePump()
{
    if (std::exchange(m_isPumpQueued, true))
        return;
    QMetaObject::invokeMethod(
        q,
        [this] {
            m_isPumpQueued = false;
            pump();
        },
        Qt::QueuedConnection);
}

void QueryWindowPrivate::pump()
{
    if (!root)
        return;
    qsizetype loading = std::count_if(pages.begin(), pages.end(), [](const auto &entry) {
        return !entry.second.ready && !entry.second.failed;
    });
    const size_t before = pages.size();
    while (!m_wanted.empty() && loading < MaxLoading) {
        const qsizetype number = m_wanted.front();
        m_wanted.pop_front();
        if (m_limit > 0 && number * options.pageSize >= m_limit)
            continue;
        const auto [page, isNew] = pages.try_emplace(number);
        if (!isNew && !page->second.failed)
            continue;
        if (!isNew) {
            page->second.query->unsubscribe();
            page->second = {};
        }
        ++loading;
        open(page->second, pageExpression(number), false);
    }
    trim();
    if (pages.size() != before)
        Q_EMIT q->loadedPagesChanged();
}

void QueryWindowPrivate::trim()
{
    while (pages.size() > size_t(options.maxPages)) {
        const auto oldest = std::min_element(pages.begin(), pages.end(), [](const auto &a, const auto &b) {
            return a.second.used < b.second.used;
        });
        oldest->second.query->unsubscribe();
        pages.erase(oldest);
        schedule();
    }
}

std::vector<Key> QueryWindowPrivate::idsOf(const Part &part)
{
    std::vector<Key> ids;
    if (!part.ready)
        return ids;
    const Value list = part.query->getIds();
    ids.reserve(size_t(list.size()));
    for (const Value &id : list.elements())
        ids.push_back(id.toKey());
    return ids;
}

void QueryWindowPrivate::schedule()
{
    if (std::exchange(m_isScheduled, true))
        return;
    QMetaObject::invokeMethod(
        q,
        [this] {
            m_isScheduled = false;
            settle();
        },
        Qt::QueuedConnection);
}

void QueryWindowPrivate::settle()
{
    if (!isTorn())
        show();
    else if (!m_settling.isActive())
        m_settling.start();
}

// A document that has gone from one page to the next, of which only one has told.
bool QueryWindowPrivate::isTorn() const
{
    QHash<Key, int> found;
    for (const auto &[number, page] : pages) {
        for (const Key &id : idsOf(page)) {
            if (++found[id] > 1)
                return true;
        }
    }
    const auto mayTakeOver = [this](qsizetype number) {
        const auto page = pages.find(number);
        return page != pages.end() && page->second.ready && !page->second.changed;
    };
    const auto isLost = [&](const Key &id) {
        return !found.contains(id) && !root->get(Path({collection, id})).isUndefined();
    };
    return std::any_of(pages.begin(), pages.end(), [&](const auto &entry) {
        const auto &[number, page] = entry;
        return page.changed && !page.ids.empty()
            && ((mayTakeOver(number - 1) && isLost(page.ids.front()))
                || (mayTakeOver(number + 1) && isLost(page.ids.back())));
    });
}

SparseIds QueryWindowPrivate::target() const
{
    SparseIds ids;
    const Value &count = m_count.ready ? m_count.query->getExtra() : Value();
    if (count.isNumber()) {
        ids.size = std::max<qsizetype>(0, count.toInteger() - m_skip);
        if (m_limit > 0)
            ids.size = std::min(ids.size, m_limit);
    }
    QSet<Key> taken; // by a page that knows better
    for (const auto &[number, page] : pages) {
        if (page.changed) {
            for (const Key &id : idsOf(page))
                taken.insert(id);
        }
    }
    QSet<Key> seen;
    for (const auto &[number, page] : pages) {
        qsizetype index = number * options.pageSize;
        for (const Key &id : idsOf(page)) {
            if ((page.changed || !taken.contains(id)) && !seen.contains(id)) {
                ids.known.push_back({index, id});
                seen.insert(id);
            }
            ++index;
        }
        if (page.ready && index > number * options.pageSize)
            ids.size = std::max(ids.size, index);
    }
    return ids;
}

// As what others change: views are told once for all the steps.
void QueryWindowPrivate::apply(const IdsStep &step) const
{
    const Model ids = RootModelPrivate::of(*root).modelWith(RootModelPrivate::remotePassed()).at(path);
    switch (step.kind) {
    case IdsStep::Insert:
        ids.insert(step.index, step.values);
        break;
    case IdsStep::Remove:
        ids.remove(step.index, step.count);
        break;
    case IdsStep::Move:
        ids.move(step.index, step.to, step.count);
        break;
    case IdsStep::Change:
        for (qsizetype i = 0; i < step.count; ++i)
            ids.set(step.index + i, step.values.at(i));
        break;
    }
}

void QueryWindowPrivate::show()
{
    if (!root)
        return;
    const bool isFirstMissing = !pages.contains(0) || (!pages.at(0).ready && !pages.at(0).failed);
    if (!ready && (isFirstMissing || (!m_count.ready && !m_count.failed)))
        return;
    m_settling.stop();
    const SparseIds next = target();
    for (auto &[number, page] : pages) {
        page.changed = false;
        page.ids = idsOf(page);
    }
    m_count.changed = false;
    const qsizetype before = shown.size;
    const std::vector<IdsStep> steps = idsSteps(shown, next);
    shown = next;
    const QPointer<QueryWindow> guard(q);
    for (const IdsStep &step : steps) {
        apply(step);
        if (!guard || !root)
            return;
    }
    if (shown.size != before)
        Q_EMIT q->totalChanged();
    if (guard && !std::exchange(ready, true))
        Q_EMIT q->readyChanged();
}

} // namespace Racer
