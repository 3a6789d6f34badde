// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/modelquery.h>
#include <Racer/racerquickexport.h>

#include <QtQml/QJSValue>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

namespace Racer {

class LoadedItems;
class QuickLoadPrivate;

// What Subscription and Query share: something that is asked of the server, and how far that is.
class RACER_QUICK_EXPORT QuickLoad : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_ANONYMOUS
    Q_PROPERTY(QJSValue model READ model WRITE setModel NOTIFY modelChanged FINAL)
    Q_PROPERTY(bool fetchOnly READ isFetchOnly WRITE setFetchOnly NOTIFY fetchOnlyChanged FINAL)
    Q_PROPERTY(Status status READ status NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString errorString READ errorString NOTIFY statusChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
public:
    enum Status { Null, Loading, Ready, Empty, Stale, Error };
    Q_ENUM(Status)

    ~QuickLoad() override;

    [[nodiscard]] QJSValue model() const;
    void setModel(const QJSValue &model);
    // Where the data goes, or nullptr.
    [[nodiscard]] RootModel *root() const;
    [[nodiscard]] bool isFetchOnly() const;
    void setFetchOnly(bool fetchOnly);

    [[nodiscard]] Status status() const;
    [[nodiscard]] QString errorString() const;
    [[nodiscard]] int count() const;
    Q_INVOKABLE void retry();

    void classBegin() override;
    void componentComplete() override;

Q_SIGNALS:
    void modelChanged();
    void fetchOnlyChanged();
    void statusChanged();
    void countChanged();

protected:
    explicit QuickLoad(QObject *parent);
    // What is asked for: undefined for nothing. Equal values ask the same. May throw an Error.
    [[nodiscard]] virtual Value request(const Model &scope) const = 0;
    [[nodiscard]] virtual std::unique_ptr<LoadedItems> load(RootModel *root, const Value &request) const = 0;
    // Other items are shown, or none.
    virtual void shownChanged() { }
    [[nodiscard]] const LoadedItems *shown() const;
    // Something that request() looks at has changed. Several of these in a row make one request.
    void requestChanged();

private:
    friend class QuickLoadPrivate;
    const std::unique_ptr<QuickLoadPrivate> d;
};

} // namespace Racer
