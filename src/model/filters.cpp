// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "filters_p.h"

#include "filter_p.h"
#include "references_p.h"

#include <QtCore/QStringBuilder>

#include <algorithm>

namespace Racer {

namespace {

Value nameOrNull(const Key &name)
{
    return name.isEmpty() ? Value(nullptr) : Value(name);
}

} // namespace

Filters &RootModelPrivate::makeFilters()
{
    if (!filters)
        filters = std::make_unique<Filters>(this);
    return *filters;
}

Error RootModelPrivate::redirect(Path &path, QStringView method, const Passed &passed) const
{
    const bool isOwn = passed.refList || passed.filter; // how outputs are written
    return filters && !isOwn ? filters->redirect(path, method) : Error();
}

Path Filters::idsPath(const Path &output)
{
    return Path({Key(u"$filters"), Key(output.toString().replace(u'.', u'|'))});
}

Filters::Pointer Filters::make(const Path &input, QList<Path> extraInputs) const
{
    return Pointer(new Filter(std::make_unique<FilterPrivate>(m_root, input, std::move(extraInputs))));
}

const Filters::Watch *Filters::outputAt(const std::vector<Watch> &watches) noexcept
{
    const auto found = std::find_if(watches.begin(), watches.end(),
                                    [](const Watch &watch) { return watch.role == Role::From; });
    return found == watches.end() ? nullptr : &*found;
}

Filters::Pointer Filters::find(const Path &output) const
{
    const Watch *const watch = outputAt(m_watches.at(output));
    return watch ? watch->filter : nullptr;
}

std::vector<Filters::Output> Filters::findBelow(const Path &path) const
{
    Watches watches;
    m_watches.findAtOrBelow(path, watches);
    std::vector<std::pair<quint64, Output>> found;
    for (const Watch &watch : watches) {
        if (watch.role != Role::From)
            continue;
        for (const FilterPrivate::Output &output : watch.filter->d->outputs) {
            if (output.from.startsWith(path))
                found.push_back({output.serial, {watch.filter, output.from}});
        }
    }
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<Output> outputs;
    for (size_t i = 0; i < found.size(); ++i) {
        if (i == 0 || found[i].first != found[i - 1].first) // a filter is found once for each of its outputs
            outputs.push_back(std::move(found[i].second));
    }
    return outputs;
}

bool Filters::dereference(Path &path) const
{
    Watches watches;
    m_watches.findAtOrAbove(path, watches);
    for (const Watch &watch : watches) {
        const FilterPrivate *const filter = watch.filter->d.get();
        if (watch.role != Role::From || !filter->mirrorsArray())
            continue;
        for (const FilterPrivate::Output &output : filter->outputs) {
            const qsizetype depth = output.from.size();
            if (path.size() <= depth || !path.startsWith(output.from))
                continue;
            const qsizetype index = filter->inputIndex(path.at(depth).toIndex());
            path = index < 0 ? Path({Key(u"$null")}) : filter->path / Key::fromIndex(index) / path.mid(depth + 1);
            return true;
        }
    }
    return false;
}

Error Filters::redirect(Path &path, QStringView method) const
{
    for (const Watch *watch; (watch = outputAt(m_watches.at(path)));) {
        const bool mirrors = watch->filter->d->mirrorsArray();
        const bool adds = method == u"push" || method == u"unshift" || (method == u"insert" && !mirrors);
        if (!adds) {
            return Error(ErrorCode::InvalidPath,
                         method % u" on the output of a filter at " % path.toString() % u". Change its input: "
                             % watch->filter->path().toString());
        }
        if (!mirrors)
            break;
        path = m_root->references->dereference(watch->filter->path(), References::Target::Array);
    }
    return {};
}

void Filters::add(const Pointer &filter, const Path &output)
{
    FilterPrivate *const d = filter->d.get();
    d->outputs.push_back({output, idsPath(output), ++m_nextSerial, nullptr, true});
    m_watches.add(output, {filter, Role::From});
    m_watches.add(idsPath(output), {filter, Role::Ids});
    m_watches.add(d->path, {filter, Role::Input});
    for (const Path &input : d->inputs)
        m_watches.add(input, {filter, Role::Extra});
    m_root->events.setFollower(EventHub::Follower::Filters, this);
}

void Filters::remove(const Pointer &filter, const Path &output)
{
    FilterPrivate *const d = filter->d.get();
    std::erase_if(d->outputs, [&output](const FilterPrivate::Output &each) { return each.from == output; });
    m_watches.remove(output, {filter, Role::From});
    m_watches.remove(idsPath(output), {filter, Role::Ids});
    if (!d->outputs.empty())
        return;
    m_watches.remove(d->path, {filter, Role::Input});
    for (const Path &input : d->inputs)
        m_watches.remove(input, {filter, Role::Extra});
    d->release();
    if (m_watches.isEmpty())
        m_root->events.setFollower(EventHub::Follower::Filters, nullptr);
}

Value Filters::toBundle() const
{
    Value bundle = Value::array();
    for (const Output &output : findBelow(Path())) {
        const FilterPrivate *const d = output.filter->d.get();
        if (d->hasUnnamed)
            continue;
        Value inputs = d->inputs.isEmpty() ? Value(nullptr) : Value::array();
        for (const Path &input : d->inputs)
            inputs.append(Value(input.toString()));
        Value item = Value::array({Value(output.from.toString()), Value(d->path.toString()), nameOrNull(d->filterName),
                                   nameOrNull(d->sortName), inputs});
        Value options = Value::object();
        if (d->skip > 0)
            options.set(Key(u"skip"), d->skip);
        if (d->limit > 0)
            options.set(Key(u"limit"), d->limit);
        if (!options.isEmpty())
            item.append(options);
        bundle.append(item);
    }
    return bundle;
}

void Filters::restore(const Value &bundled)
{
    QList<Path> inputs;
    for (const Value &input : bundled.at(4).elements())
        inputs.append(Path(input.stringView()));
    const Pointer filter = make(Path(bundled.at(1).stringView()), std::move(inputs));
    if (bundled.at(2).isTruthy())
        filter->filter(bundled.at(2).toKey());
    if (bundled.at(3).isTruthy())
        filter->sort(bundled.at(3).toKey());
    filter->setSkip(bundled.at(5).value(u"skip").toInteger());
    filter->setLimit(bundled.at(5).value(u"limit").toInteger());
    filter->ref(Path(bundled.at(0).stringView()));
}

void Filters::onImmediate(const Event &event)
{
    Watches watches;
    m_watches.findAffected(event.path, watches);
    for (const Watch &watch : watches) {
        FilterPrivate *const filter = watch.filter->d.get();
        if (!filter->isKept())
            continue;
        const bool isOwn = event.passed.filter == watch.filter.get();
        switch (watch.role) {
        case Role::Input:
            filter->note(event);
            break;
        case Role::Extra:
            filter->items.noteAll();
            break;
        case Role::From:
            if (!isOwn && filter->mirrorsArray())
                filter->noteForeign(event.path);
            break;
        case Role::Ids:
            if (!isOwn && !filter->mirrorsArray())
                filter->noteForeign(event.path);
            break;
        }
    }
}

void Filters::onEvent(const Event &event)
{
    Watches watches;
    m_watches.findAffected(event.path, watches);
    std::sort(watches.begin(), watches.end(), [](const Watch &a, const Watch &b) {
        return a.filter->d->firstSerial() < b.filter->d->firstSerial();
    });
    for (const Watch &watch : watches) {
        FilterPrivate *const filter = watch.filter->d.get();
        if (filter->needsUpdate(event.passed))
            filter->update(event.passed);
    }
}

void Filters::onSilentChange(const Path &path)
{
    Watches watches;
    m_watches.findAffected(path, watches);
    for (const Watch &watch : watches) {
        FilterPrivate *const filter = watch.filter->d.get();
        switch (watch.role) {
        case Role::Input:
            filter->noteSilent(path);
            break;
        case Role::Extra:
            filter->items.noteAll();
            break;
        case Role::From:
        case Role::Ids:
            filter->noteForeign(path);
            break;
        }
    }
}

} // namespace Racer
