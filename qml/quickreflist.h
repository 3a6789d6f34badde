// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/quickderived.h>

namespace Racer {

class RACER_QUICK_EXPORT QuickRefList : public Racer::QuickDerived
{
    Q_OBJECT
    QML_NAMED_ELEMENT(RefList)
    Q_PROPERTY(QJSValue to READ to WRITE setTo NOTIFY toChanged FINAL)
    Q_PROPERTY(QJSValue ids READ ids WRITE setIds NOTIFY idsChanged FINAL)
    Q_PROPERTY(bool deleteRemoved READ deleteRemoved WRITE setDeleteRemoved NOTIFY deleteRemovedChanged FINAL)
public:
    explicit QuickRefList(QObject *parent = nullptr);
    ~QuickRefList() override;

    [[nodiscard]] QJSValue to() const;
    void setTo(const QJSValue &to);
    [[nodiscard]] QJSValue ids() const;
    void setIds(const QJSValue &ids);
    [[nodiscard]] bool deleteRemoved() const;
    void setDeleteRemoved(bool deleteRemoved);

Q_SIGNALS:
    void toChanged();
    void idsChanged();
    void deleteRemovedChanged();

protected:
    void attach(const Model &base, const Model &scope) override;
    void detach(const Model &scope) override;

private:
    QJSValue m_to;
    QJSValue m_ids;
    bool m_deleteRemoved = false;
};

} // namespace Racer
