// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/quickload.h>

namespace Racer {

class QueryWindow;

class RACER_QUICK_EXPORT QuickQuery : public Racer::QuickLoad
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Query)
    Q_PROPERTY(QString collection READ collection WRITE setCollection NOTIFY collectionChanged FINAL)
    Q_PROPERTY(QJSValue query READ query WRITE setQuery NOTIFY queryChanged FINAL)
    Q_PROPERTY(QJSValue options READ options WRITE setOptions NOTIFY optionsChanged FINAL)
    Q_PROPERTY(int windowSize READ windowSize WRITE setWindowSize NOTIFY windowSizeChanged FINAL)
    Q_PROPERTY(QString resultsPath READ resultsPath NOTIFY resultsChanged FINAL)
    Q_PROPERTY(QJSValue extra READ extra NOTIFY extraChanged FINAL)
public:
    explicit QuickQuery(QObject *parent = nullptr);
    ~QuickQuery() override;

    [[nodiscard]] QString collection() const;
    void setCollection(const QString &collection);
    [[nodiscard]] QJSValue query() const;
    void setQuery(const QJSValue &query);
    [[nodiscard]] QJSValue options() const;
    void setOptions(const QJSValue &options);

    [[nodiscard]] int windowSize() const;
    void setWindowSize(int size);

    [[nodiscard]] QString resultsPath() const;
    [[nodiscard]] QJSValue extra() const;
    // The query whose results are shown, or nullptr.
    [[nodiscard]] std::shared_ptr<ModelQuery> modelQuery() const;
    // With a windowSize: the window in its place, or nullptr.
    [[nodiscard]] QueryWindow *window() const;
    Q_INVOKABLE void setVisibleRange(int first, int last);

Q_SIGNALS:
    void collectionChanged();
    void queryChanged();
    void optionsChanged();
    void windowSizeChanged();
    void resultsChanged();
    void extraChanged();

protected:
    [[nodiscard]] Value request(const Model &scope) const override;
    [[nodiscard]] std::unique_ptr<LoadedItems> load(RootModel *root, const Value &request) const override;
    void shownChanged() override;

private:
    QString m_collection;
    QJSValue m_query;
    QJSValue m_options;
    int m_windowSize = 0;
    Listener m_extra;
};

} // namespace Racer
