// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "presencevalue_p.h"

namespace Racer {

namespace {

struct Keys
{
    Key path{u"path"}, start{u"start"}, end{u"end"}, index{u"index"}, length{u"length"}, text{u"text"};
    Key howMany{u"howMany"}, stringInsert{u"$stringInsert"}, stringRemove{u"$stringRemove"};
};

const Keys &keys()
{
    static const Keys instance;
    return instance;
}

TextSplice difference(const Value &before, const Value &after)
{
    return TextSplice::between(before.isString() ? before.stringView() : QStringView(),
                               after.isString() ? after.stringView() : QStringView());
}

// What the event did to the text at the path; null if nothing.
TextSplice spliceOf(const ChangeEvent &event, const Path &text)
{
    if (!text.startsWith(event.path))
        return {};
    if (event.path.size() == text.size()) {
        if (const Value insert = event.passed.value(keys().stringInsert); insert.isObject())
            return {qsizetype(insert.value(keys().index).toInteger()), 0, insert.value(keys().text).toString()};
        if (const Value remove = event.passed.value(keys().stringRemove); remove.isObject()) {
            return {qsizetype(remove.value(keys().index).toInteger()),
                    qsizetype(remove.value(keys().howMany).toInteger()), QString()};
        }
    }
    return difference(lookup(event.previous, text, event.path.size()), lookup(event.value, text, event.path.size()));
}

// The same for a json0 component of the text's document.
TextSplice spliceOf(const Value &component, const Path &text)
{
    const Value &p = component.value(u"p");
    const bool isText = component.contains(u"si") || component.contains(u"sd");
    const qsizetype depth = p.size() - (isText ? 1 : 0);
    if (!p.isArray() || depth > text.size() - 2 || (isText && depth != text.size() - 2))
        return {};
    for (qsizetype i = 0; i < depth; ++i) {
        const Value &segment = p.at(i);
        const Key &key = text.at(i + 2);
        if (segment.isNumber() ? segment.toInteger() != key.toIndex() : segment.toKey() != key)
            return {};
    }
    if (isText) {
        return {qsizetype(p.at(depth).toInteger()), component.value(u"sd").size(),
                component.value(u"si").toString()};
    }
    if (component.contains(u"oi") || component.contains(u"od")) {
        return difference(lookup(component.value(u"od"), text, depth + 2),
                          lookup(component.value(u"oi"), text, depth + 2));
    }
    return {};
}

} // namespace

PresenceValue::PresenceValue(Value value, const Path &base) : m_value(std::move(value))
{
    if (base.size() < 2 || !m_value.isObject())
        return;
    find(m_value, Key(), base);
    for (const auto &[name, member] : m_value.members())
        find(member, name, base);
}

void PresenceValue::find(const Value &value, const Key &member, const Path &base)
{
    const bool hasLength = value.value(keys().index).isNumber();
    const Value &first = value.value(hasLength ? keys().index : keys().start);
    const Value &second = value.value(hasLength ? keys().length : keys().end);
    if (!first.isNumber() || !(second.isNumber() || second.isUndefined()))
        return;
    const Value &path = value.value(keys().path);
    Range range{member, path.isString() ? base / Path(path.stringView()) : base, {}, hasLength};
    range.range.anchor = qsizetype(first.toInteger());
    range.range.position = hasLength ? range.range.anchor + qsizetype(second.toInteger(0))
                                     : qsizetype(second.toInteger(first.toInteger()));
    m_ranges.push_back(std::move(range));
}

bool PresenceValue::map(Range &range, const TextSplice &splice, bool own)
{
    if (splice.isNull())
        return false;
    const TextRange mapped = splice.mapped(range.range, own);
    if (mapped == range.range)
        return false;
    range.range = mapped;
    const auto write = [&](Value &value) {
        value.set(range.hasLength ? keys().index : keys().start, mapped.anchor);
        const Key &second = range.hasLength ? keys().length : keys().end;
        if (value.contains(second))
            value.set(second, range.hasLength ? mapped.position - mapped.anchor : mapped.position);
    };
    if (range.member.isEmpty()) {
        write(m_value);
    } else {
        Value member = m_value.value(range.member);
        write(member);
        m_value.set(range.member, std::move(member));
    }
    return true;
}

bool PresenceValue::follow(const Event &event, bool own)
{
    if (event.type != Event::Type::Change)
        return false;
    bool changed = false;
    for (Range &range : m_ranges)
        changed |= map(range, spliceOf(static_cast<const ChangeEvent &>(event), range.text), own);
    return changed;
}

bool PresenceValue::follow(const Op &op)
{
    bool changed = false;
    if (op.kind != Op::Kind::Edit)
        return changed;
    for (Range &range : m_ranges) {
        for (const Value &component : op.edit.elements())
            changed |= map(range, spliceOf(component, range.text), false);
    }
    return changed;
}

} // namespace Racer
