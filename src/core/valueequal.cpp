// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "object_p.h"

#include <QtCore/QVarLengthArray>

#include <cmath>

namespace Racer {

namespace {

class Comparison
{
public:
    bool run(const Value &a, const Value &b)
    {
        if (!equal(a, b, 0))
            return false;
        while (!m_postponed.isEmpty()) {
            const auto [x, y] = m_postponed.last();
            m_postponed.removeLast();
            if (!equal(*x, *y, 0))
                return false;
        }
        return true;
    }

private:
    // Pairs deeper than this wait for their turn, so that no nesting overflows the stack.
    static constexpr int MaxRecursion = 200;

    bool equal(const Value &a, const Value &b, int depth)
    {
        if (a.type() != b.type())
            return false;
        switch (a.type()) {
        case Value::Undefined:
        case Value::Null: return true;
        case Value::Bool: return a.toBool() == b.toBool();
        case Value::Number:
            return a.toDouble() == b.toDouble() || (std::isnan(a.toDouble()) && std::isnan(b.toDouble()));
        case Value::String:
            return detail::Access::string(a) == detail::Access::string(b) || a.stringView() == b.stringView();
        case Value::Array:
        case Value::Object: break;
        }
        if (detail::Access::node(a) == detail::Access::node(b))
            return true;
        if (a.size() != b.size())
            return false;
        if (depth >= MaxRecursion) {
            m_postponed.append({&a, &b});
            return true;
        }
        return a.isArray() ? equalArrays(a, b, depth + 1) : equalObjects(a, b, depth + 1);
    }

    bool equalArrays(const Value &a, const Value &b, int depth)
    {
        detail::Cursor<Value> x(detail::Access::node(a));
        detail::Cursor<Value> y(detail::Access::node(b));
        for (; !x.atEnd(); ++x, ++y) {
            if (!equal(*x, *y, depth))
                return false;
        }
        return true;
    }

    bool equalObjects(const Value &a, const Value &b, int depth)
    {
        detail::Cursor<Member> x(detail::Access::node(a));
        detail::Cursor<Member> y(detail::Access::node(b));
        for (; !x.atEnd(); ++x, ++y) {
            // Mostly the order is the same too; only where it is not, the key is looked up.
            const Member *other = y->key == x->key
                ? &*y
                : detail::ObjectNode::find(detail::Access::node(b), x->key.view(), x->key.hash());
            if (!other || !equal(x->value, other->value, depth))
                return false;
        }
        return true;
    }

    QVarLengthArray<std::pair<const Value *, const Value *>, 16> m_postponed;
};

} // namespace

/*!
    \relates Racer::Value
    Returns true if \a a and \a b are deeply equal: numbers by value, where NaN equals NaN and 0 equals -0, objects
    regardless of the order of keys. Shared containers are equal without a look inside.
*/
bool operator==(const Value &a, const Value &b) noexcept
{
    return Comparison().run(a, b);
}

} // namespace Racer
