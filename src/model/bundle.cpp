// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "filters_p.h"
#include "functions_p.h"
#include "loader_p.h"
#include "references_p.h"
#include "rootmodel_p.h"

#include <QtCore/QPromise>
#include <QtCore/QTimer>

namespace Racer {

namespace {

// What is at the path goes; a collection without documents goes, too.
void strip(Value &collections, const Path &path)
{
    if (path.size() < 2 || !RootModelPrivate::isLocal(path.first()))
        return; // in a document, it is data of the server
    Value *place = &collections;
    for (qsizetype i = 0; place && i < path.size() - 1; ++i)
        place = place->isArray() ? place->edit(path.at(i).toIndex()) : place->edit(path.at(i));
    if (!place)
        return;
    const Key &name = path.last();
    const qsizetype index = name.toIndex();
    if (place->isObject())
        place->take(name);
    else if (place->isArray() && index >= 0 && index < place->size())
        place->set(index, Value());
    if (collections.value(path.first()).isEmpty())
        collections.take(path.first());
}

Value bundledRefs(const RootModelPrivate *root)
{
    Value all = Value::array();
    if (!root->references)
        return all;
    for (const auto &ref : root->references->refs.list()) {
        if (ref->dangling)
            continue;
        Value item = Value::array({ref->from.toString(), ref->to.toString()});
        if (ref->options.updateIndices)
            item.append(Value::object({{Key(u"updateIndices"), true}}));
        all.append(std::move(item));
    }
    return all;
}

// Without those that show the result of a filter that is not bundled.
Value bundledRefLists(const RootModelPrivate *root, const Value &filters)
{
    Value all = Value::array();
    if (!root->references)
        return all;
    QSet<QString> outputs;
    for (const Value &filter : filters.elements())
        outputs.insert(filter.at(0).toString());
    for (const auto &refList : root->references->refLists.list()) {
        const QString from = refList->from.toString();
        if (refList->ids.first() == u"$filters" && !outputs.contains(from))
            continue;
        Value options = nullptr;
        if (refList->options.deleteRemoved)
            options = Value::object({{Key(u"deleteRemoved"), true}});
        all.append(Value::array({from, refList->to.toString(), refList->ids.toString(), options}));
    }
    return all;
}

Value bundledFunctions(const RootModelPrivate *root)
{
    Value all = Value::array();
    for (const ReactiveFunction *function : root->functions->running()) {
        if (function->name.isEmpty())
            continue;
        Value item = Value::array({function->output.toString()});
        for (const Path &input : function->inputs)
            item.append(input.toString());
        if (const Value options = function->options.toValue(); !options.isUndefined())
            item.append(options);
        item.append(function->name);
        all.append(std::move(item));
    }
    return all;
}

Value makeBundle(const RootModelPrivate *root)
{
    QSet<DocName> inQueries;
    const Value queries = root->loader->bundledQueries(inQueries);
    const Value filters = root->filters ? root->filters->toBundle() : Value::array();
    Value collections = root->loader->bundledCollections(inQueries);
    if (root->references) {
        for (const auto &refList : root->references->refLists.list())
            strip(collections, refList->from);
        for (const auto &ref : root->references->refs.list())
            strip(collections, ref->from);
    }
    for (const ReactiveFunction *function : root->functions->running())
        strip(collections, root->dereferenced(function->output));
    if (root->filters) {
        for (const Filters::Output &output : root->filters->findBelow(Path()))
            strip(collections, output.from);
    }
    for (const char16_t *computed : {u"$filters", u"$queries"})
        collections.take(Key(computed));

    Value bundle = Value::object();
    bundle.set(Key(u"collections"), collections);
    bundle.set(Key(u"queries"), queries);
    bundle.set(Key(u"contexts"), root->loader->bundledContexts());
    bundle.set(Key(u"refs"), bundledRefs(root));
    bundle.set(Key(u"refLists"), bundledRefLists(root, filters));
    bundle.set(Key(u"fns"), bundledFunctions(root));
    bundle.set(Key(u"filters"), filters);
    return bundle;
}

// Throws Error unless a model that has these functions can take the bundle.
void check(const Value &bundle, const Functions &functions)
{
    for (const char16_t *name : {u"queries", u"refs", u"refLists", u"fns", u"filters"}) {
        if (!bundle.value(name).isArray())
            throw Error(u"Not a bundle of a model: there is no list of %1"_qs.arg(QStringView(name)));
    }
    const auto checkName = [&](const Value &name, QStringView kind) {
        if (!functions.find(name.toKey()))
            throw Error(u"%1 function not found: %2"_qs.arg(kind, name.toDisplayString()));
    };
    for (const Value &item : bundle.value(u"fns").elements())
        checkName(item.at(item.size() - 1), u"Model");
    for (const Value &item : bundle.value(u"filters").elements()) {
        if (item.at(2).isTruthy())
            checkName(item.at(2), u"Filter");
        if (item.at(3).isTruthy())
            checkName(item.at(3), u"Sort");
    }
}

void restoreFunction(const Model &model, const Value &item)
{
    qsizetype last = item.size() - 1;
    const Key name = item.at(last--).toKey();
    FunctionOptions options;
    if (item.at(last).isObject())
        options = FunctionOptions::fromValue(item.at(last--));
    QStringList inputs;
    for (qsizetype i = 1; i <= last; ++i)
        inputs.append(item.at(i).toString());
    model.start(item.at(0).stringView(), inputs, name, options);
}

} // namespace

/*!
    \property RootModel::bundleTimeout
    \brief How long bundle() waits for what is pending, in milliseconds. The default is 10000.
*/
int RootModel::bundleTimeout() const
{
    return d->bundleTimeout;
}

void RootModel::setBundleTimeout(int milliseconds)
{
    if (std::exchange(d->bundleTimeout, milliseconds) != milliseconds)
        Q_EMIT bundleTimeoutChanged();
}

/*!
    Everything that the model holds as one JSON value, for unbundle() in another model, here or in npm racer: local
    data, documents with their versions, queries with their counts and results, contexts, refs, refLists, and the
    functions and filters that were started by name. What these compute is left out, as it is computed again; so are
    functions and filters without names.

    Waits until nothing is pending, at most bundleTimeout; then the future fails with Error ("Model bundle took longer
    than …"). The model stays as it is, and can be used further. Before the future finishes, bundled() is emitted.
    Counterpart of Racer's \c bundle.
*/
QFuture<Value> RootModel::bundle()
{
    const auto promise = std::make_shared<QPromise<Value>>();
    promise->start();
    auto *const timeout = new QTimer(this);
    timeout->setSingleShot(true);
    QObject::connect(timeout, &QTimer::timeout, this, [this, timeout, promise] {
        promise->setException(Error(u"Model bundle took longer than %1ms"_qs.arg(d->bundleTimeout)));
        promise->finish();
        timeout->deleteLater();
    });
    timeout->start(d->bundleTimeout);
    d->onceNothingPending([this, timeout = QPointer(timeout), promise] {
        if (!timeout || !timeout->isActive()) // the model is gone, or it is too late
            return;
        delete timeout;
        Value result = makeBundle(d.get());
        Q_EMIT bundled(&result);
        promise->addResult(std::move(result));
        promise->finish();
    });
    return promise->future();
}

/*!
    Takes over what bundle() has made, here or in npm racer. Local data and documents come without events, and do not
    replace any that are there; then refs, refLists, functions and filters start as usual. Counts are added to those of
    this model. What was subscribed is subscribed again from the version that the bundle has, so no data is loaded
    again, and what has changed meanwhile arrives as ordinary events.

    Throws Error if \a bundle is none, or if it has a function whose name Model::fn() was not called with: then nothing
    has changed. Parts that cannot be restored for other reasons are reported by error(), and the others are restored.
    Emits unbundled() at the end. Counterpart of Racer's \c unbundle.
*/
void RootModel::unbundle(const Value &bundle)
{
    check(bundle, *d->functions);
    d->loader->restore(bundle);
    const auto restoreEach = [&](QStringView part, auto &&restore) {
        for (const Value &item : bundle.value(part).elements()) {
            try {
                restore(item);
            } catch (const Error &error) {
                d->reportError(error);
            } catch (const std::exception &exception) {
                d->reportError(Error(QString::fromLocal8Bit(exception.what())));
            }
        }
    };
    restoreEach(u"refs", [this](const Value &item) {
        ref(item.at(0).stringView(), item.at(1).stringView(),
            RefOptions{.updateIndices = item.at(2).value(u"updateIndices").isTruthy()});
    });
    restoreEach(u"refLists", [this](const Value &item) {
        refList(item.at(0).stringView(), item.at(1).stringView(), item.at(2).stringView(),
                RefListOptions{.deleteRemoved = item.at(3).value(u"deleteRemoved").isTruthy()});
    });
    restoreEach(u"fns", [this](const Value &item) { restoreFunction(*this, item); });
    restoreEach(u"filters", [this](const Value &item) { d->makeFilters().restore(item); });
    Q_EMIT unbundled(bundle);
}

/*! \fn void RootModel::bundled(Value *bundle)
    Emitted by bundle() once it has gathered everything. Slots that are connected directly may add keys of their own to
    \a bundle, and read them again when unbundled() is emitted. Counterpart of Racer's event \c bundle. */
/*! \fn void RootModel::unbundled(const Value &bundle)
    Emitted by unbundle() once all of \a bundle is restored. */

} // namespace Racer
