// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/draft.h>
#include <Racer/racerquickexport.h>

#include <QtQml/QJSValue>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

namespace Racer {

class QuickDraftPrivate;

class RACER_QUICK_EXPORT QuickDraft : public Racer::Draft, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(Draft)
    Q_PROPERTY(QJSValue model READ model WRITE setModel NOTIFY modelChanged FINAL)
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY pathChanged FINAL)
    Q_PROPERTY(QJSValue initialValue READ jsInitial WRITE setJSInitial NOTIFY initialValueChanged FINAL)
    Q_PROPERTY(QJSValue value READ jsValue NOTIFY changed FINAL)
public:
    explicit QuickDraft(QObject *parent = nullptr);
    ~QuickDraft() override;

    [[nodiscard]] QJSValue model() const;
    void setModel(const QJSValue &model);
    [[nodiscard]] QString path() const;
    void setPath(const QString &path);
    [[nodiscard]] QJSValue jsInitial() const;
    void setJSInitial(const QJSValue &value);
    [[nodiscard]] QJSValue jsValue() const;

    Q_INVOKABLE QJSValue get(const QString &subpath) const;
    Q_INVOKABLE void set(const QString &subpath, const QJSValue &value);
    Q_INVOKABLE void commit();

    void classBegin() override;
    void componentComplete() override;

Q_SIGNALS:
    void modelChanged();
    void pathChanged();
    void initialValueChanged();

private:
    const std::unique_ptr<QuickDraftPrivate> d;
};

} // namespace Racer
