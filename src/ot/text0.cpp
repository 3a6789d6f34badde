// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "text0_p.h"

#include "jscoercion_p.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace Racer::Text0 {

namespace {

struct Keys
{
    Key p{u"p"}, i{u"i"}, d{u"d"};
};

const Keys &keys()
{
    static const Keys instance;
    return instance;
}

// What x.length is: texts and lists have one.
double lengthOf(const Value &value)
{
    if (value.isString() || value.isArray())
        return double(value.size());
    if (value.isNullish())
        throw Error(QStringLiteral("Cannot read properties of %1 (reading 'length')").arg(value.toDisplayString()));
    return std::numeric_limits<double>::quiet_NaN();
}

QStringView slice(QStringView text, double from, double to)
{
    const qsizetype begin = Js::clampIndex(from, text.size());
    const qsizetype end = Js::clampIndex(to, text.size());
    return begin < end ? text.sliced(begin, end - begin) : QStringView();
}

QStringView slice(QStringView text, double from)
{
    return text.sliced(Js::clampIndex(from, text.size()));
}

Value withInserted(const Value &text, double position, const Value &inserted)
{
    Value result = text;
    if (inserted.isString())
        result.spliceString(Js::clampIndex(position, text.size()), 0, inserted.stringView());
    else
        result.spliceString(Js::clampIndex(position, text.size()), 0, Js::toText(inserted));
    return result;
}

Value sliceOfArray(const Value &array, qsizetype from, qsizetype to)
{
    Value part = Value::array();
    for (qsizetype i = from; i < to; ++i)
        part.append(array.at(i));
    return part;
}

Error deleteMismatch(QStringView expected, const QString &found)
{
    return Error(QStringLiteral("Delete component '%1' does not match deleted text '%2'").arg(expected, found));
}

// JavaScript finds slice() at lists, too, and makes a text of the pieces.
void applyToOther(Value &snapshot, const Component &c)
{
    if (snapshot.isNullish()) {
        throw Error(QStringLiteral("Cannot read properties of %1 (reading 'slice')")
                        .arg(snapshot.isNull() ? u"null" : u"undefined"));
    }
    if (!snapshot.isArray()) {
        throw Error(c.isInsert() ? QStringLiteral("s1.slice is not a function")
                                 : QStringLiteral("snapshot.slice is not a function"));
    }
    const qsizetype at = Js::clampIndex(c.position, snapshot.size());
    if (!c.isInsert())
        throw deleteMismatch(c.deleted.stringView(),
            Js::toText(sliceOfArray(snapshot, at, Js::clampIndex(c.end(), snapshot.size()))));
    snapshot = Value(Js::toText(sliceOfArray(snapshot, 0, at)) + Js::toText(c.inserted)
        + Js::toText(sliceOfArray(snapshot, at, snapshot.size())));
}

double transformPosition(double position, const Component &c, bool insertAfter)
{
    if (c.isInsert()) {
        const bool pushed = c.position < position || (c.position == position && insertAfter);
        return pushed ? position + lengthOf(c.inserted) : position;
    }
    if (position <= c.position)
        return position;
    return position <= c.end() ? c.position : position - lengthOf(c.deleted);
}

void checkTexts(const Value &inserted, const Value &deleted)
{
    if (inserted.isString() == deleted.isString())
        throw Error(QStringLiteral("component needs an i or d field"));
}

// For normalize() and invert(), which JavaScript runs unchecked.
Component unchecked(const Value &value)
{
    if (value.isNullish()) {
        throw Error(QStringLiteral("Cannot read properties of %1 (reading 'p')")
                        .arg(value.isNull() ? u"null" : u"undefined"));
    }
    return {Js::toNumber(value[keys().p]), value[keys().i], value[keys().d], value};
}

void appendDeletion(List &dest, double position, QStringView text)
{
    if (!text.isEmpty())
        append(dest, {position, {}, Value(text), {}});
}

void transformDeletionByDeletion(List &dest, const Component &c, const Component &other)
{
    const QStringView text = c.deleted.stringView();
    if (c.position >= other.end()) {
        append(dest, {c.position - double(other.deleted.size()), {}, c.deleted, {}});
        return;
    }
    if (c.end() <= other.position) {
        append(dest, c);
        return;
    }
    const double begin = std::max(c.position, other.position);
    const double end = std::min(c.end(), other.end());
    if (slice(text, begin - c.position, end - c.position)
        != slice(other.deleted.stringView(), begin - other.position, end - other.position)) {
        throw Error(QStringLiteral("Delete ops delete different text in the same region of the document"));
    }
    QString remaining;
    if (c.position < other.position)
        remaining = slice(text, 0, other.position - c.position).toString();
    if (c.end() > other.end())
        remaining += slice(text, other.end() - c.position);
    appendDeletion(dest, transformPosition(c.position, other, false), remaining);
}

} // namespace

double Component::end() const noexcept
{
    const Value &text = isInsert() ? inserted : deleted;
    return text.isString() || text.isArray() ? position + double(text.size())
                                             : std::numeric_limits<double>::quiet_NaN();
}

Value Component::toValue() const
{
    if (!source.isUndefined())
        return source;
    if (isInsert())
        return Value::object({{keys().i, inserted}, {keys().p, Js::jsonNumber(position)}});
    return Value::object({{keys().d, deleted}, {keys().p, Js::jsonNumber(position)}});
}

Component checked(const Value &position, const Value &inserted, const Value &deleted)
{
    if (!position.isNumber())
        throw Error(QStringLiteral("component missing position field"));
    checkTexts(inserted, deleted);
    if (position.toDouble() < 0)
        throw Error(QStringLiteral("position cannot be negative"));
    return {position.toDouble(), inserted, deleted, {}};
}

Component checked(const Value &component)
{
    if (component.isNullish())
        return unchecked(component);
    Component result = checked(component[keys().p], component[keys().i], component[keys().d]);
    result.source = component;
    return result;
}

List checkedList(const Value &op)
{
    if (op.isNullish() || (op.isString() && !op.isEmpty()))
        throw Error(QStringLiteral("text0 op must be an array"));
    List list;
    list.reserve(op.size());
    for (const Value &component : op.elements())
        list.append(checked(component));
    return list;
}

Value toValue(const List &list)
{
    Value result = Value::array();
    result.reserve(list.size());
    for (const Component &c : list)
        result.append(c.toValue());
    return result;
}

void append(List &dest, Component c)
{
    const auto isEmptyText = [](const Value &text) { return text.isString() && text.isEmpty(); };
    if (isEmptyText(c.inserted) || isEmptyText(c.deleted))
        return;
    if (!dest.isEmpty()) {
        Component &last = dest.back();
        if (last.isInsert() && c.isInsert() && last.position <= c.position && c.position <= last.end()) {
            last = {last.position, withInserted(last.inserted, c.position - last.position, c.inserted), {}, {}};
            return;
        }
        if (last.deleted.isString() && c.deleted.isString() && c.position <= last.position
            && last.position <= c.position + double(c.deleted.size())) {
            last = {c.position, {}, withInserted(c.deleted, last.position - c.position, last.deleted), {}};
            return;
        }
    }
    dest.append(std::move(c));
}

void transformComponent(List &dest, const Component &c, const Component &other, OtType::Side side)
{
    checkTexts(c.inserted, c.deleted); // an earlier step may have kept only what is no text
    checkTexts(other.inserted, other.deleted);
    if (c.isInsert()) {
        append(dest, {transformPosition(c.position, other, side == OtType::Side::Right), c.inserted, {}, {}});
    } else if (!other.isInsert()) {
        transformDeletionByDeletion(dest, c, other);
    } else {
        QStringView rest = c.deleted.stringView();
        if (c.position < other.position) {
            const double before = other.position - c.position;
            appendDeletion(dest, c.position, slice(rest, 0, before));
            rest = slice(rest, before);
        }
        appendDeletion(dest, c.position + lengthOf(other.inserted), rest);
    }
}

void apply(Value &snapshot, const Component &c)
{
    if (!snapshot.isString()) {
        applyToOther(snapshot, c);
        return;
    }
    const qsizetype size = snapshot.size();
    const qsizetype at = Js::clampIndex(c.position, size);
    if (c.isInsert()) {
        if (c.inserted.isString())
            snapshot.spliceString(at, 0, c.inserted.stringView());
        else
            snapshot.spliceString(at, 0, Js::toText(c.inserted));
        return;
    }
    const QStringView expected = c.deleted.stringView();
    const QStringView found = slice(snapshot.stringView(), c.position, c.end());
    if (found != expected)
        throw deleteMismatch(expected, found.toString());
    snapshot.spliceString(at, found.size(), {});
}

/*!
    \fn double Racer::Text0::transformCursor(double position, const Value &op, OtType::Side side)

    Moves a cursor at \a position, in UTF-16 units, past \a op. Text inserted right at the cursor pushes it if \a side
    is Right. Throws Racer::Error for components that are not text0's. The counterpart of text0's \c transformCursor.
*/
double transformCursor(double position, const Value &op, OtType::Side side)
{
    for (const Value &component : op.elements())
        position = transformPosition(position, unchecked(component), side == OtType::Side::Right);
    return position;
}

} // namespace Racer::Text0

namespace Racer {

namespace {

struct Text0Rules
{
    using Component = Text0::Component;
    using List = Text0::List;

    static bool apart(const Component &, const Component &) noexcept { return false; }
    static void append(List &dest, Component &&c) { Text0::append(dest, std::move(c)); }
    static void transformComponent(List &dest, const Component &c, const Component &other, OtType::Side side)
    {
        Text0::transformComponent(dest, c, other, side);
    }
};

} // namespace

QLatin1StringView Text0Type::name() const
{
    return QLatin1StringView("text0");
}

QLatin1StringView Text0Type::uri() const
{
    return QLatin1StringView("http://sharejs.org/types/textv0");
}

Value Text0Type::create(const Value &initialData) const
{
    if (!initialData.isNullish() && !initialData.isString())
        throw Error(QStringLiteral("Initial data must be a string"));
    return initialData.isString() ? initialData : Value(u"");
}

void Text0Type::apply(Value &snapshot, const Value &op) const
{
    const Text0::List list = Text0::checkedList(op);
    if (list.size() == 1) {
        Text0::apply(snapshot, list.front());
        return;
    }
    Value result = snapshot; // an op applies as a whole or not at all
    for (const Text0::Component &c : list)
        Text0::apply(result, c);
    snapshot = std::move(result);
}

Value Text0Type::transform(const Value &op, const Value &other, Side side) const
{
    if (other.isArray() && other.isEmpty())
        return op;
    Text0::List mine = Text0::checkedList(op);
    Text0::List theirs = Text0::checkedList(other);
    if (mine.size() == 1 && theirs.size() == 1) {
        Text0::List result;
        Text0::transformComponent(result, mine[0], theirs[0], side);
        return Text0::toValue(result);
    }
    using Bootstrap = BootstrapTransform<Text0Rules>;
    return Text0::toValue(side == Side::Left ? Bootstrap::both(std::move(mine), theirs).first
                                             : Bootstrap::both(std::move(theirs), mine).second);
}

std::pair<Value, Value> Text0Type::transformX(const Value &left, const Value &right) const
{
    const auto [newLeft, newRight] =
        BootstrapTransform<Text0Rules>::both(Text0::checkedList(left), Text0::checkedList(right));
    return {Text0::toValue(newLeft), Text0::toValue(newRight)};
}

Value Text0Type::compose(const Value &first, const Value &second) const
{
    if (!first.isArray())
        throw Error(QStringLiteral("text0 op must be an array"));
    Text0::List result = Text0::checkedList(first);
    for (Text0::Component &c : Text0::checkedList(second))
        Text0::append(result, std::move(c));
    return Text0::toValue(result);
}

Value Text0Type::invert(const Value &op) const
{
    if (!op.isArray())
        throw Error(QStringLiteral("text0 op must be an array"));
    Value result = Value::array();
    for (qsizetype i = op.size(); i-- > 0; ) {
        const Text0::Component c = Text0::unchecked(op.at(i));
        const Value &position = op.at(i)[Text0::keys().p];
        result.append(c.isInsert() ? Value::object({{Text0::keys().d, c.inserted}, {Text0::keys().p, position}})
                                   : Value::object({{Text0::keys().i, c.deleted}, {Text0::keys().p, position}}));
    }
    return result;
}

Value Text0Type::normalize(const Value &op) const
{
    const bool single = op.isObject() && (!op[Text0::keys().i].isNullish() || !op[Text0::keys().p].isNullish());
    Text0::List result;
    for (Value component : (single ? Value::array({op}) : op).elements()) {
        if (component.isObject() && component[Text0::keys().p].isNullish())
            component.set(Text0::keys().p, 0);
        Text0::append(result, Text0::unchecked(component));
    }
    return Text0::toValue(result);
}

bool Text0Type::isNoop(const Value &op) const
{
    return op.isArray() && op.isEmpty();
}

} // namespace Racer
