// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/rootmodel.h>

#include <QtCore/QPointer>
#include <QtQml/QJSValue>

#include <array>

namespace Racer {

class ScriptBridge;

// A root model that JavaScript reaches: its own, or one of C++ that may go first.
class ScriptRoot : public std::enable_shared_from_this<ScriptRoot>
{
public:
    ScriptRoot(ScriptBridge *bridge, RootModel *foreign);
    ScriptRoot(ScriptBridge *bridge, std::unique_ptr<RootModel> own);
    ~ScriptRoot();

    [[nodiscard]] RootModel *model() const { return m_model; }
    [[nodiscard]] ScriptBridge *bridge() const;
    [[nodiscard]] bool isOwn() const { return m_own != nullptr; }

    QJSValue errorListener; // a function, while there are listeners for 'error'
    std::function<bool()> isErrorHandled; // by C++ or QML
    std::shared_ptr<QObject> backend;     // that the own model is connected to in this process
    // Listeners of all types at a pattern: Model removes them only together with the others.
    struct AllListener
    {
        Path pattern;
        Listener listener;
    };
    std::vector<AllListener> allListeners;

private:
    void follow();

    const QPointer<ScriptBridge> m_bridge;
    const std::unique_ptr<RootModel> m_own; // gone before its backend
    const QPointer<RootModel> m_model;
};

// What a JavaScript model writes with, apart from its path: passed values, contexts, silence. JavaScript owns it.
class ScriptModel : public QObject
{
    Q_OBJECT
public:
    ScriptModel(std::shared_ptr<ScriptRoot> root, const Model &model) : m_root(std::move(root)), m_model(model) { }

    [[nodiscard]] ScriptRoot &root() const { return *m_root; }
    [[nodiscard]] const std::shared_ptr<ScriptRoot> &sharedRoot() const { return m_root; }
    // At the root; throws Error if the root is gone.
    [[nodiscard]] const Model &model() const;
    [[nodiscard]] const Model &at(const QString &scope);
    Q_INVOKABLE QJSValue get(const QString &path) const;

private:
    // JavaScript models keep their path as one string each, whose characters stay where they are.
    struct Place
    {
        QString scope;
        Model model;
    };

    const std::shared_ptr<ScriptRoot> m_root;
    const Model m_model;
    std::array<Place, 16> m_places;
};

class ScriptListener : public QObject
{
    Q_OBJECT
public:
    explicit ScriptListener(Listener listener) : m_listener(std::move(listener)) { }
    void remove() { m_listener.remove(); }

private:
    Listener m_listener;
};

} // namespace Racer
