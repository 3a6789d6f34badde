// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelcall.h"

using namespace Racer;

namespace ModelProgram {

QStringList Call::paths(const Value &list) const
{
    QStringList result;
    for (const Value &path : list.elements())
        result += path.toString();
    return result;
}

bool Call::refer()
{
    const auto options = [this](int i) { return m_args.at(i); };
    const auto isOptions = [](const Value &value) { return value.isObject() && !value.contains(u"$"); };
    const int paths = count() - (count() && isOptions(m_args.at(count() - 1)) ? 1 : 0);
    if (m_method == u"ref") {
        const RefOptions given{.updateIndices = options(paths).value(u"updateIndices").toBool()};
        show(paths == 1 ? m_model.ref(place(0).arg(), given) : m_model.ref(place(0).arg(), place(1).arg(), given));
    } else if (m_method == u"refList") {
        const RefListOptions given{.deleteRemoved = options(paths).value(u"deleteRemoved").toBool()};
        show(paths == 2 ? m_model.refList(place(0).arg(), place(1).arg(), given)
                        : m_model.refList(place(0).arg(), place(1).arg(), place(2).arg(), given));
    } else if (m_method == u"removeRef") {
        m_model.removeRef(place(0).arg());
    } else if (m_method == u"removeAllRefs") {
        m_model.removeAllRefs(place(0).arg());
    } else {
        return false;
    }
    return true;
}

bool Call::compute()
{
    if (m_method == u"stop" || m_method == u"stopAll") {
        m_method == u"stop" ? m_model.stop(place(0).arg()) : m_model.stopAll(place(0).arg());
        return true;
    }
    const int first = m_method == u"start" ? 1 : 0; // then inputs, perhaps options, the function
    if (m_method != u"start" && m_method != u"evaluate")
        return false;
    const QStringList inputs = paths(m_args.at(first));
    const FunctionOptions options = FunctionOptions::fromValue(count() > first + 2 ? m_args.at(first + 1) : Value());
    const Key function = m_args.at(count() - 1).toKey();
    show(first ? m_model.start(place(0).arg(), inputs, function, options)
               : m_model.evaluate(inputs, function, options));
    return true;
}

bool Call::filter()
{
    if (m_method == u"removeAllFilters") {
        m_model.removeAllFilters(place(0).arg());
        return true;
    }
    const QString name = m_args.at(0).toString();
    if (m_method == u"filter" || m_method == u"sort") { // name, input, extra paths, options, function
        const QStringList extra = paths(m_args.at(2));
        const Value options = m_args.at(3);
        const bool named = m_args.at(4).isString();
        const Key function = m_args.at(4).toKey();
        std::shared_ptr<Filter> filter = m_method == u"filter"
            ? m_model.filter(place(1).arg(), named ? FilterFunction(function) : FilterFunction(), extra)
            : m_model.sort(place(1).arg(), named ? SortFunction(function) : SortFunction(), extra);
        if (options.contains(u"skip"))
            filter->setSkip(qsizetype(options.value(u"skip").toInteger()));
        if (options.contains(u"limit"))
            filter->setLimit(qsizetype(options.value(u"limit").toInteger()));
        m_run.m_filters[name] = filter;
        return true;
    }
    return m_method.startsWith(u"filter.") && useFilter(named(m_run.m_filters, name), m_method.mid(7));
}

bool Call::useFilter(Filter &filter, const QString &method)
{
    if (method == u"filter") {
        filter.filter(FilterFunction(m_args.at(1).toKey()));
    } else if (method == u"sort") {
        filter.sort(SortFunction(m_args.at(1).toKey()));
    } else if (method == u"ref") {
        filter.ref(place(1).arg());
    } else if (method == u"get") {
        show(Value::array(filter.get()));
    } else if (method == u"ids") {
        Value ids = Value::array();
        for (const Key &id : filter.ids())
            ids.append(Value(id));
        show(ids);
    } else if (method == u"update") {
        filter.update();
    } else if (method == u"destroy") {
        filter.destroy();
    } else if (method == u"set") {
        const qsizetype number = index(2);
        m_args.at(1).stringView() == u"skip" ? filter.setSkip(number) : filter.setLimit(number);
    } else {
        return false;
    }
    return true;
}

// ["bundle", name]: kept as that result. What these answer comes later.
bool Call::finish()
{
    RootModel *const root = m_model.root();
    if (m_method == u"close") {
        root->close().then(root, [run = &m_run, prefix = m_prefix] { run->write(prefix + u"close \"closed\""_qs); });
    } else if (m_method == u"bundle") {
        root->bundle().then(root, [run = &m_run, name = m_args.at(0).toString()](const Value &bundle) {
            run->m_results[name] = bundle;
        });
    } else if (m_method == u"unbundle") {
        root->unbundle(value(0));
    } else {
        return false;
    }
    return true;
}

// Documents by their names, contexts and destroy().
bool Call::release()
{
    const Key collection = m_args.at(0).toKey();
    const Key id = m_args.at(1).toKey();
    if (m_method == u"fetchDoc")
        confirm(m_model.fetchDoc(collection, id));
    else if (m_method == u"subscribeDoc")
        confirm(m_model.subscribeDoc(collection, id));
    else if (m_method == u"unfetchDoc")
        answer(m_model.unfetchDoc(collection, id));
    else if (m_method == u"unsubscribeDoc")
        answer(m_model.unsubscribeDoc(collection, id));
    else if (m_method == u"unload" && count())
        m_model.unload(collection);
    else if (m_method == u"unload")
        m_model.unload();
    else if (m_method == u"unloadAll")
        m_model.unloadAll();
    else if (m_method == u"destroy")
        m_model.destroy(place(0).arg());
    else
        return false;
    return true;
}

} // namespace ModelProgram
