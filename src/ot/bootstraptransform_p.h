// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/error.h>
#include <Racer/ottype.h>

#include <iterator>
#include <utility>

namespace Racer {

// Transforms whole operations of a type whose operations are lists of components, from the transform of one component
// by another. Rules has: Component, List (a vector of them), apart(a, b): neither can affect the other;
// transformComponent(List &dest, Component &&c, const Component &other, Side), append(List &dest, Component &&c).
template<typename Rules>
class BootstrapTransform
{
    using Side = OtType::Side;
    using Component = typename Rules::Component;
    using List = typename Rules::List;

public:
    // A component that splits in two makes the rest one level deeper; JavaScript's stack ends this likewise.
    static constexpr int MaxSplits = 2000;
    // The work grows with the product of both lengths, and whoever transforms serves nobody else meanwhile.
    static constexpr qint64 MaxPairs = 4'000'000;

    static std::pair<List, List> both(List left, const List &right, int splits = 0)
    {
        if (splits > MaxSplits)
            throw Error(ErrorCode::LimitExceeded, QStringLiteral("Transform splits one component too often"));
        if (qint64(left.size()) * qint64(right.size()) > MaxPairs) {
            throw Error(ErrorCode::LimitExceeded,
                QStringLiteral("Too much work to transform %1 components by %2").arg(left.size()).arg(right.size()));
        }
        List newRight;
        List lists[2] = {std::move(left), {}}; // by turns: Qt 6.4 leaks what a QVarLengthArray assigned to had
        int current = 0;
        for (const Component &original : right) {
            Component component = original;
            List &newLeft = lists[1 - current];
            newLeft.clear();
            newLeft.reserve(lists[current].size());
            if (walk(lists[current], component, newLeft, newRight, splits))
                Rules::append(newRight, std::move(component));
            current = 1 - current;
        }
        return {std::move(lists[current]), std::move(newRight)};
    }

private:
    // Carries one right component over the left ones. False if it is used up: nothing of it is left, or what is
    // left has been appended.
    static bool walk(List &left, Component &component, List &newLeft, List &newRight, int splits)
    {
        for (qsizetype k = 0; k < qsizetype(left.size()); ++k) {
            if (Rules::apart(left[k], component)) {
                Rules::append(newLeft, std::move(left[k]));
                continue;
            }
            List next;
            Rules::transformComponent(newLeft, Component(left[k]), component, Side::Left);
            Rules::transformComponent(next, std::move(component), left[k], Side::Right);
            if (next.size() == 1) {
                component = std::move(next[0]);
                continue;
            }
            const auto rest = std::make_move_iterator(left.begin() + k + 1);
            const auto end = std::make_move_iterator(left.end());
            if (next.isEmpty()) {
                for (auto it = rest; it != end; ++it)
                    Rules::append(newLeft, *it);
            } else {
                auto [restLeft, restRight] = both(List(rest, end), next, splits + 1);
                for (Component &c : restLeft)
                    Rules::append(newLeft, std::move(c));
                for (Component &c : restRight)
                    Rules::append(newRight, std::move(c));
            }
            return false;
        }
        return true;
    }
};

} // namespace Racer
