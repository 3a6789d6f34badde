// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/quickderived.h>

namespace Racer {

class Filter;

class RACER_QUICK_EXPORT QuickModelFilter : public Racer::QuickDerived
{
    Q_OBJECT
    QML_NAMED_ELEMENT(ModelFilter)
    Q_PROPERTY(QJSValue from READ from WRITE setFrom NOTIFY fromChanged FINAL)
    Q_PROPERTY(QStringList inputs READ inputs WRITE setInputs NOTIFY inputsChanged FINAL)
    Q_PROPERTY(QJSValue filter READ filter WRITE setFilter NOTIFY filterChanged FINAL)
    Q_PROPERTY(QJSValue sort READ sort WRITE setSort NOTIFY sortChanged FINAL)
    Q_PROPERTY(int skip READ skip WRITE setSkip NOTIFY skipChanged FINAL)
    Q_PROPERTY(int limit READ limit WRITE setLimit NOTIFY limitChanged FINAL)
public:
    explicit QuickModelFilter(QObject *parent = nullptr);
    ~QuickModelFilter() override;

    [[nodiscard]] QJSValue from() const;
    void setFrom(const QJSValue &from);
    [[nodiscard]] QStringList inputs() const;
    void setInputs(const QStringList &inputs);
    [[nodiscard]] QJSValue filter() const;
    void setFilter(const QJSValue &filter);
    [[nodiscard]] QJSValue sort() const;
    void setSort(const QJSValue &sort);
    [[nodiscard]] int skip() const;
    void setSkip(int skip);
    [[nodiscard]] int limit() const;
    void setLimit(int limit);
    Q_INVOKABLE void update();

Q_SIGNALS:
    void fromChanged();
    void inputsChanged();
    void filterChanged();
    void sortChanged();
    void skipChanged();
    void limitChanged();

protected:
    void attach(const Model &base, const Model &scope) override;
    void detach(const Model &scope) override;

private:
    std::shared_ptr<Filter> m_made;
    QJSValue m_from;
    QStringList m_inputs;
    QJSValue m_filter;
    QJSValue m_sort;
    int m_skip = 0;
    int m_limit = 0;
};

} // namespace Racer
