// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerscriptexport.h>

#include <QtCore/QObject>
#include <QtQml/QJSValue>

#include <functional>
#include <memory>

namespace Racer {

class Model;
class RootModel;
class ScriptRacerPrivate;

class RACER_SCRIPT_EXPORT ScriptRacer : public QObject
{
    Q_OBJECT
public:
    ~ScriptRacer() override;

    // The one of this engine, which owns it; made when first asked for.
    [[nodiscard]] static ScriptRacer *of(QJSEngine *engine);

    [[nodiscard]] QJSEngine *engine() const;
    // Racer's module: createModel, createBackend, use, util, Model, RootModel, …
    [[nodiscard]] QJSValue module() const;

    // The JavaScript root model over a model of C++, which is not owned and may go first. "isErrorHandled" says whether
    // C++ or QML takes the errors that have no 'error' listener.
    [[nodiscard]] QJSValue wrap(RootModel *root, std::function<bool()> isErrorHandled = {});
    // The model that a JavaScript model stands for; an invalid one if it is none, or its root is gone.
    [[nodiscard]] static Model model(const QJSValue &js);

    // Closes what createModel() and createBackend() opened. Documents that wait for the server are not waited for.
    void closeAll();
    // True while a model of createModel({url}) is not closed, one of a backend waits for an answer, or a backend
    // listens.
    [[nodiscard]] bool hasWork() const;

Q_SIGNALS:
    // An error that no callback, promise or 'error' listener was there to take, and that was not thrown either because
    // no JavaScript was running that could catch it. Written to the console where nobody is connected.
    void uncaughtError(const QJSValue &error);

private:
    friend class ScriptBridge;
    explicit ScriptRacer(QJSEngine *engine);
    void reportUncaught(const QJSValue &error);

    const std::unique_ptr<ScriptRacerPrivate> d;
};

} // namespace Racer
