// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/modelfunction.h>
#include <Racer/quickderived.h>

namespace Racer {

class RACER_QUICK_EXPORT QuickReactiveFunction : public Racer::QuickDerived
{
    Q_OBJECT
    QML_NAMED_ELEMENT(ReactiveFunction)
    Q_PROPERTY(QStringList inputs READ inputs WRITE setInputs NOTIFY inputsChanged FINAL)
    Q_PROPERTY(QJSValue get READ getter WRITE setGetter NOTIFY getChanged FINAL)
    Q_PROPERTY(QJSValue set READ setter WRITE setSetter NOTIFY setChanged FINAL)
    Q_PROPERTY(Mode mode READ mode WRITE setMode NOTIFY modeChanged FINAL)
    Q_PROPERTY(Copy copy READ copy WRITE setCopy NOTIFY copyChanged FINAL)
    Q_PROPERTY(bool async READ isAsync WRITE setAsync NOTIFY asyncChanged FINAL)
public:
    enum Mode { DiffDeep, Diff, ArrayDeep, Array };
    Q_ENUM(Mode)
    enum Copy { CopyOutput, CopyInput, CopyBoth, CopyNone };
    Q_ENUM(Copy)

    explicit QuickReactiveFunction(QObject *parent = nullptr);
    ~QuickReactiveFunction() override;

    [[nodiscard]] QStringList inputs() const;
    void setInputs(const QStringList &inputs);
    [[nodiscard]] QJSValue getter() const;
    void setGetter(const QJSValue &get);
    [[nodiscard]] QJSValue setter() const;
    void setSetter(const QJSValue &set);
    [[nodiscard]] Mode mode() const;
    void setMode(Mode mode);
    [[nodiscard]] Copy copy() const;
    void setCopy(Copy copy);
    [[nodiscard]] bool isAsync() const;
    void setAsync(bool async);

Q_SIGNALS:
    void inputsChanged();
    void getChanged();
    void setChanged();
    void modeChanged();
    void copyChanged();
    void asyncChanged();

protected:
    void attach(const Model &base, const Model &scope) override;
    void detach(const Model &scope) override;

private:
    QStringList m_inputs;
    QJSValue m_get;
    QJSValue m_set;
    Mode m_mode = DiffDeep;
    Copy m_copy = CopyOutput;
    bool m_async = false;
};

} // namespace Racer
