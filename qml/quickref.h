// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/quickderived.h>

namespace Racer {

class RACER_QUICK_EXPORT QuickRef : public Racer::QuickDerived
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Ref)
    Q_PROPERTY(QJSValue to READ to WRITE setTo NOTIFY toChanged FINAL)
    Q_PROPERTY(bool updateIndices READ updateIndices WRITE setUpdateIndices NOTIFY updateIndicesChanged FINAL)
public:
    explicit QuickRef(QObject *parent = nullptr);
    ~QuickRef() override;

    [[nodiscard]] QJSValue to() const;
    void setTo(const QJSValue &to);
    [[nodiscard]] bool updateIndices() const;
    void setUpdateIndices(bool update);

Q_SIGNALS:
    void toChanged();
    void updateIndicesChanged();

protected:
    void attach(const Model &base, const Model &scope) override;
    void detach(const Model &scope) override;

private:
    QJSValue m_to;
    bool m_updateIndices = false;
};

} // namespace Racer
