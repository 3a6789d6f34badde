// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/modelquery.h>
#include <Racer/quickrootmodel.h>

namespace Racer {

class QuickSubscriptionPrivate;

class RACER_QUICK_EXPORT QuickSubscription : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(Subscription)
    Q_PROPERTY(QJSValue model READ model WRITE setModel NOTIFY modelChanged FINAL)
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY pathChanged FINAL)
    Q_PROPERTY(QString collection READ collection WRITE setCollection NOTIFY collectionChanged FINAL)
    Q_PROPERTY(QJSValue query READ query WRITE setQuery NOTIFY queryChanged FINAL)
    Q_PROPERTY(bool fetchOnly READ isFetchOnly WRITE setFetchOnly NOTIFY fetchOnlyChanged FINAL)
    Q_PROPERTY(Status status READ status NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString errorString READ errorString NOTIFY statusChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(QString resultsPath READ resultsPath NOTIFY resultsPathChanged FINAL)
public:
    enum Status { Null, Loading, Ready, Error };
    Q_ENUM(Status)

    explicit QuickSubscription(QObject *parent = nullptr);
    ~QuickSubscription() override;

    [[nodiscard]] QJSValue model() const;
    void setModel(const QJSValue &model);
    // Where the data goes, or nullptr.
    [[nodiscard]] RootModel *root() const;
    [[nodiscard]] QString path() const;
    void setPath(const QString &path);
    [[nodiscard]] QString collection() const;
    void setCollection(const QString &collection);
    [[nodiscard]] QJSValue query() const;
    void setQuery(const QJSValue &query);
    [[nodiscard]] bool isFetchOnly() const;
    void setFetchOnly(bool fetchOnly);

    [[nodiscard]] Status status() const;
    [[nodiscard]] QString errorString() const;
    [[nodiscard]] int count() const;
    [[nodiscard]] QString resultsPath() const;
    // The query whose results are shown, or nullptr.
    [[nodiscard]] std::shared_ptr<ModelQuery> modelQuery() const;

    void classBegin() override;
    void componentComplete() override;

Q_SIGNALS:
    void modelChanged();
    void pathChanged();
    void collectionChanged();
    void queryChanged();
    void fetchOnlyChanged();
    void statusChanged();
    void countChanged();
    void resultsPathChanged();

private:
    const std::unique_ptr<QuickSubscriptionPrivate> d;
};

} // namespace Racer
