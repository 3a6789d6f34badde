// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/quickscope.h>
#include <Racer/rootmodel.h>

#include <QtCore/QPointer>

namespace Racer {

// What Ref, RefList, ReactiveFunction and ModelFilter share: something that is at a path of a model while they exist.
class RACER_QUICK_EXPORT QuickDerived : public Racer::QuickScope
{
    Q_OBJECT
    QML_ANONYMOUS
public:
    ~QuickDerived() override;

protected:
    explicit QuickDerived(QObject *parent);
    void scopeChanged(const Model &scope) override;
    // Makes it anew, once the first values are set.
    void rebuild();
    // Takes it away. For destructors too.
    void clear();

    // Makes it at "scope"; "base" is what other paths are below. May throw an Error.
    virtual void attach(const Model &base, const Model &scope) = 0;
    virtual void detach(const Model &scope) = 0;

    template<typename T, typename Element>
    void change(T &member, const T &value, void (Element::*changed)())
    {
        bool isSame;
        if constexpr (std::is_same_v<T, QJSValue>)
            isSame = member.strictlyEquals(value);
        else
            isSame = member == value;
        if (isSame)
            return;
        member = value;
        Q_EMIT (static_cast<Element *>(this)->*changed)();
        rebuild();
    }

private:
    QPointer<RootModel> m_root;
    Model m_attached;
};

} // namespace Racer
